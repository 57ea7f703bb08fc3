# SPDX-License-Identifier: Apache-2.0
# For the scripts beside it: benchmarks.jar, as new as its sources and with what the JDK can run; and that JDK.
#
#   . "$here/jar.sh"; fresh_jar NAME [yes]    sets $jar, $java and $commit; "yes" builds in any case
. "$here/../tools/jdk.sh"
jar=$here/target/benchmarks.jar
home=$(jdk_default)
java=$home/bin/java
[ -x "$java" ] || { echo "no java found: install a JDK 17 or later, or set JAVA_HOME to one" >&2; exit 1; }
commit=$(git -C "$here" describe --always --dirty 2>/dev/null || true)

# Why the jar cannot be used as it is; nothing if it can.
jar_fault() {
    if [ ! -e "$jar" ]; then
        echo "there is no benchmarks.jar"
    elif [ -n "$(find "$here"/../fwctl-*/src/main "$here"/../pom.xml "$here"/../fwctl-*/pom.xml -newer "$jar" -type f -print -quit 2>/dev/null)" ]; then
        echo "benchmarks.jar is older than its sources"
    elif [ "$(jdk_version "$home")" -ge 22 ] && ! grep -q dev/fwctl/ffm/FfmProvider "$jar"; then
        echo "benchmarks.jar was built on a JDK below 22, without fwctl-ffm"
    fi
}

fresh_jar() {
    local fault
    fault=$(jar_fault)
    if [ -n "${2:-}" ]; then fault="asked to build"; fi
    [ -n "$fault" ] || return 0
    if command -v mvn >/dev/null; then
        echo "$1: $fault; building it" >&2
        (cd "$here/.." && JAVA_HOME=$home mvn -q -B -pl fwctl-bench -am -DskipTests package) >&2
    elif [ -e "$jar" ]; then
        echo "$1: warning: $fault, and there is no mvn here to build another" >&2
    else
        echo "$1: $fault, and there is no mvn here to build one" >&2
        exit 1
    fi
}
