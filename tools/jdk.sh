# SPDX-License-Identifier: Apache-2.0
# Sourced by quickstart, .ci, lab and fwctl-bench: which JDK there is. POSIX sh; starts no JVM, which would cost half a
# second.

# The feature version of the JDK or JRE in a folder, from its release file; nothing if there is none.
jdk_version() { sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" 2>/dev/null || true; }

# The folder of JAVA_HOME's JDK, else of the java on the PATH; nothing if there is neither.
jdk_default() {
    if [ -n "${JAVA_HOME:-}" ]; then
        echo "$JAVA_HOME"
    elif command -v java >/dev/null; then
        dirname "$(dirname "$(readlink -f "$(command -v java)")")"
    fi
}

# The folder of a JDK of that feature version, wherever it is installed; nothing if there is none.
jdk_of() {
    for jdk_folder in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/*; do
        if [ -x "$jdk_folder/bin/javac" ] && [ "$(jdk_version "$jdk_folder")" = "$1" ]; then
            echo "$jdk_folder"
            return
        fi
    done
}

# The flag by which a JVM of that feature version lets the class path load native code; nothing before 22.
jdk_native_flag() { if [ "${1:-0}" -ge 22 ]; then echo --enable-native-access=ALL-UNNAMED; fi; }
