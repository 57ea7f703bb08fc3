// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.testkit.contract.EntryPointsContract;

/** Each public constructor and method of Acme's jar, of its packages alike, refuses by name what makes no sense. */
class AcmeEntryPointsTest implements EntryPointsContract {
    @Override
    public Class<?> inModule() {
        return AcmeModule.class;
    }

    @Override
    public String place() {
        return "acme@simulated";
    }
}
