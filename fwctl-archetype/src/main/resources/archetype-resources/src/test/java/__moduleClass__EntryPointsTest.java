package ${package};

import dev.fwctl.testkit.contract.EntryPointsContract;

/**
 * Each public method refuses by name what makes no sense. Add instances(), arguments() and leftOut() where a test says so.
 */
class ${moduleClass}EntryPointsTest implements EntryPointsContract {
    @Override
    public Class<?> inModule() {
        return ${moduleClass}.class;
    }

    @Override
    public String place() {
        return "${vendor}@simulated";
    }
}
