// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Elements;
import java.util.List;
import java.util.Objects;

/**
 * A change of a setting that is planned, as a policy is asked about it.
 *
 * @param module the name of the vendor's module, for example {@code mlx5}
 * @param setting the setting, port, module and element included, for example {@code LINK_TYPE_P1}
 * @param consequences what changing it can do, in the words of {@code dev-fwctl-core/knob-words.json}: an answer to each of
 *     three questions, for example {@code loses-traffic}, {@code unusable-none}, {@code security-unknown}
 */
public record SettingChange(String module, String setting, List<String> consequences) {
    /** Takes an unmodifiable copy. */
    public SettingChange {
        Elements.require(consequences, "consequences");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(setting, "setting");
        consequences = List.copyOf(consequences);
    }
}
