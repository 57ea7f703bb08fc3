// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;

/** The page of the list in a real Chromium: searched, filtered, linked to, by mouse and by keyboard, on any screen. */
class KnobPageTest {
    @TempDir
    static Path folder;

    private static String page = "";
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        Path html = folder.resolve("knobs.html");
        ProgramRun run = ProgramRun.of(Knobs.class, "--html", html.toString());
        assertEquals(0, run.status(), run::err);
        assertTrue(
                Files.size(html) < 1_500_000,
                () -> "the page has " + html.toFile().length() + " bytes");
        page = html.toUri().toString();
        Optional<Path> chromium = program("chromium");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no chromium and chromedriver here (Debian: chromium, chromium-driver): the page was not looked at");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow().toFile())
                        .build(),
                options);
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void afresh() {
        browser.manage().window().setSize(new Dimension(1280, 900));
        go("");
    }

    /** A page by its hash, loaded anew: changing the hash alone would not load. */
    private static void go(String hash) {
        browser.get("about:blank");
        browser.get(page + hash);
    }

    private static Object js(String script, Object... values) {
        return browser.executeScript("return " + script, values);
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown() {
        return (List<String>) js("[...document.querySelectorAll('article:not([hidden])')].map(a => a.id)");
    }

    private static WebElement at(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static String hash() {
        return (String) js("location.hash");
    }

    @Test
    void everySettingIsThereAndNothingIsFetched() {
        assertEquals(912, shown().size());
        assertEquals("912 of 912", at("#found").getText());
        assertEquals(0L, js("performance.getEntriesByType('resource').length"));
        assertEquals(shown().size(), shown().stream().distinct().count());
        long sum = 0;
        for (WebElement theme : browser.findElements(By.cssSelector(".themes button"))) {
            sum += Long.parseLong(theme.getText().replaceAll("\\D", ""));
        }
        assertEquals(912, sum, "the themes' counts");
    }

    @Test
    void typingFinds() {
        at("#q").sendKeys("vfs");
        List<String> found = shown();
        assertTrue(found.contains("NUM_OF_VFS") && found.contains("SRIOV_EN"), found::toString);
        assertTrue(found.size() < 60, found::toString);
        assertEquals("#q=vfs", hash());
        assertEquals(found.size() + " of 912", at("#found").getText());

        at("#q").sendKeys(" most pf");
        assertTrue(shown().size() < found.size());
        assertTrue(shown().contains("NUM_OF_VFS"));

        at("#q").sendKeys(" nonsense");
        assertEquals(List.of(), shown());
        assertTrue(at(".none").isDisplayed());
        at("#clear").click();
        assertEquals(912, shown().size());
        assertEquals("", hash());
    }

    @Test
    void aSearchHasALink() {
        go("#q=vfs");
        List<String> found = shown();
        assertEquals("vfs", at("#q").getDomProperty("value"));
        at("#q").clear();
        at("#q").sendKeys("vfs");
        assertEquals(found, shown());
        go("#q=boot&theme=virtualization&kernel=1");
        assertEquals("true", at("[data-theme=virtualization]").getDomAttribute("aria-pressed"));
        assertTrue(at("#kernel").isSelected());
    }

    @Test
    void aKnobHasALink() {
        go("#NUM_OF_VFS");
        WebElement knob = at("#NUM_OF_VFS");
        assertTrue(at("#NUM_OF_VFS dl").isDisplayed(), "it is open");
        assertTrue(knob.getText().contains("sriov_totalvfs") || knob.getText().contains("total_vfs"), knob::getText);
        assertEquals(knob.findElement(By.tagName("summary")), browser.switchTo().activeElement());
        assertTrue((Boolean) js("(r => r.top >= 0 && r.bottom <= innerHeight)"
                + "(document.querySelector('#NUM_OF_VFS summary').getBoundingClientRect())"));
        at("#q").sendKeys("wake");
        assertFalse(shown().contains("NUM_OF_VFS"));
        browser.executeScript("location.hash = '#mlx5-switch.MODULE_SPLIT'");
        assertTrue(browser.findElement(By.id("mlx5-switch.MODULE_SPLIT")).isDisplayed());
        assertEquals(912, shown().size(), "a link to a knob shows it whatever was searched");
    }

    @ParameterizedTest
    @CsvSource({
        "vendor, bnxt, 8, data-v, bnxt",
        "vendor, cxl, 68, data-v, cxl",
        "vendor, mlx5-switch, 28, data-v, mlx5-switch",
        "time, hostBoot, 60, data-a, hostBoot",
        "effect, unusable-hardware, 4, data-e, unusable-hardware",
    })
    void aFilterLeavesWhatItSays(String filter, String value, int count, String attribute, String holds) {
        new Select(at("#" + filter)).selectByValue(value);
        assertEquals(count, shown().size(), () -> shown().toString());
        for (String id : shown()) {
            assertTrue(
                    List.of(browser.findElement(By.id(id))
                                    .getDomAttribute(attribute)
                                    .split(" "))
                            .contains(holds),
                    id);
        }
        assertEquals("#" + filter + "=" + value, hash());
    }

    @Test
    void themesAndBoxesFilterTogether() {
        at("[data-theme=boot]").click();
        assertEquals(63, shown().size());
        at("#kernel").click();
        assertEquals(List.of("WOL_MAGIC_EN"), shown());
        assertEquals(
                1, browser.findElements(By.cssSelector("section:not([hidden])")).size());
        at("[data-theme=boot]").click();
        assertTrue(shown().size() > 60, "the theme is off again");
        at("#kernel").click();
        at("#notpublic").click();
        assertEquals(50, shown().size());
    }

    @Test
    void theKeyboardIsEnough() {
        browser.switchTo().activeElement().sendKeys("/");
        assertEquals(at("#q"), browser.switchTo().activeElement());
        browser.switchTo().activeElement().sendKeys("WOL_MAGIC");
        assertEquals(List.of("WOL_MAGIC_EN"), shown());
        WebElement summary = at("#WOL_MAGIC_EN summary");
        assertFalse(at("#WOL_MAGIC_EN dl").isDisplayed());
        summary.sendKeys(Keys.ENTER);
        assertTrue(at("#WOL_MAGIC_EN dl").isDisplayed());
        at("#q").sendKeys(Keys.ESCAPE);
        assertEquals(912, shown().size());
    }

    @Test
    void whatOneUsesHasANameForThoseWhoHear() {
        for (WebElement control : browser.findElements(By.cssSelector("input, select, button"))) {
            assertNotEquals("", control.getAccessibleName(), () -> control.getDomProperty("outerHTML"));
        }
        assertEquals("polite", at("#found").getDomAttribute("aria-live"));
        assertEquals("en", at("html").getDomAttribute("lang"));
        assertEquals("search", at("form").getAriaRole());
    }

    @Test
    void aDevicesValuesStandBesideAndWhatDiffersIsMarked() throws IOException {
        Path html = folder.resolve("device.html");
        ProgramRun run = ProgramRun.of(Knobs.class, "--simulated", "--device", "eth2", "--html", html.toString());
        assertEquals(0, run.status(), run::err);
        assertTrue(Files.size(html) < 1_500_000, () -> html.toFile().length() + " bytes");
        browser.get(html.toUri() + "#NUM_OF_VFS");
        String text = at("#NUM_OF_VFS").getText();
        assertTrue(text.contains("now 8") && text.contains("current 8, pending 16, default 0"), text);
        assertTrue(at("#NUM_OF_VFS dd.differs").isDisplayed());
        assertEquals(
                2,
                browser.findElements(By.cssSelector("#LINK_TYPE dd")).stream()
                        .filter(value -> String.valueOf(value.getDomProperty("textContent"))
                                .startsWith("LINK_TYPE_P"))
                        .count());
        at("#differs").click();
        List<String> differing = shown();
        assertTrue(differing.contains("NUM_OF_VFS") && differing.contains("SRIOV_EN"), differing::toString);
        assertFalse(differing.contains("NUM_OF_PF"), differing::toString);
        assertTrue(
                at("label:has(#differs)").getText().contains("(" + differing.size() + ")"),
                () -> at("label:has(#differs)").getText());
    }

    /** The time is printed, and asserted nowhere: this machine may be busy. */
    @Test
    void theFirstResultIsThereWithTheNextFrame() {
        Object measured = browser.executeAsyncScript("""
                const done = arguments[0], q = document.getElementById('q'), begun = performance.now();
                q.value = 'vfs';
                q.dispatchEvent(new Event('input', {bubbles: true}));
                const filtered = performance.now() - begun;
                requestAnimationFrame(() => requestAnimationFrame(() => done([
                  document.querySelector('article:not([hidden])').getBoundingClientRect().height,
                  Math.round(filtered), Math.round(performance.now() - begun),
                  Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)])));
                """);
        List<?> times = (List<?>) measured;
        assertTrue(((Number) times.get(0)).doubleValue() > 0, "the first result is laid out");
        assertTrue(shown().size() < 60);
        System.out.printf(
                "the page: ready after %s ms; a search filters in %s ms and is painted after %s ms%n",
                times.get(3), times.get(1), times.get(2));
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "1280, 900"})
    void nothingSticksOutOnAPhoneOrADesk(int width, int height) throws IOException {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        try {
            go("#NUM_OF_VFS");
            // Laid out once, all of it; else each question would lay out what is not in view.
            browser.executeScript("document.head.insertAdjacentHTML('beforeend',"
                    + " '<style>article{content-visibility:visible!important}</style>')");
            assertEquals(
                    List.of(),
                    js(
                            "[...document.querySelectorAll('body *')].filter(e => !e.closest('.themes') &&"
                                    + " e.getBoundingClientRect().right > arguments[0]).map(e => e.tagName + '#' + e.id)",
                            width));
            assertEquals(
                    "[" + width + ", " + width + "]",
                    js("[innerWidth, document.documentElement.scrollWidth]").toString());
            Files.write(Path.of("target", "knobs-" + width + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void itIsDarkWhereTheScreenIsAndWholeOnPaper() {
        String light = at("body").getCssValue("background-color");
        media("", "dark");
        assertNotEquals(light, at("body").getCssValue("background-color"));
        media("print", "light");
        assertFalse(at("form").isDisplayed());
        browser.executeScript("dispatchEvent(new Event('beforeprint'))");
        assertTrue(at("#WOL_MAGIC_EN dl").isDisplayed());
        media("", "light");
    }

    private static void media(String medium, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }
}
