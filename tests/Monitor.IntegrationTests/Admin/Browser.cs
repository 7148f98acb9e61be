using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Monitor.IntegrationTests.Admin;

/// <summary>A Chromium without a window, with a profile of its own and no way out but loopback.</summary>
internal sealed class Browser : IDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("monitor-browser-").FullName;
    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;
    private readonly Uri _site;

    /// <param name="scripts">False for a reader who has them switched off.</param>
    public Browser(Uri site, bool scripts = true)
    {
        _site = site;
        _service = ChromeDriverService.CreateDefaultService("/usr/bin", "chromedriver");
        _service.SuppressInitialDiagnosticInformation = true;
        var options = new ChromeOptions { BinaryLocation = "/usr/bin/chromium" };
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", $"--user-data-dir={_profile}");
        if (!scripts)
        {
            options.AddUserProfilePreference("profile.managed_default_content_settings.javascript", 2);
        }

        _driver = new ChromeDriver(_service, options, TimeSpan.FromMinutes(1));
    }

    public string Path => new Uri(_driver.Url).PathAndQuery;

    public string Text => _driver.FindElement(By.TagName("body")).Text;

    public void Open(string path) => _driver.Navigate().GoToUrl(new Uri(_site, path));

    public IWebElement Find(string css) => _driver.FindElement(By.CssSelector(css));

    public IReadOnlyList<IWebElement> All(string css) => _driver.FindElements(By.CssSelector(css));

    public void Type(string field, string text)
    {
        var element = Find($"[name={field}]");
        element.Clear();
        element.SendKeys(text);
    }

    /// <summary>Presses a button or follows a link by its words, and waits for the page that comes.</summary>
    public void Press(string words)
    {
        var page = Find("html");
        _driver.FindElement(By.XPath($"//button[normalize-space()='{words}'] | //a[normalize-space()='{words}']")).Click();
        Until(() => IsGone(page), $"the page behind {words}");
    }

    public void SignIn(string name, string password)
    {
        Open("/sign-in");
        Type("name", name);
        Type("password", password);
        Find("main button").Click();
        Until(() => !Path.StartsWith("/sign-in", StringComparison.Ordinal) || All("[role=alert]").Count > 0, "the answer to the sign-in");
    }

    public void Until(Func<bool> condition, string what)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!Holds(condition))
        {
            if (patience.Elapsed > TimeSpan.FromSeconds(30))
            {
                Assert.Fail($"still not: {what}. {Text}");
            }

            Task.Delay(50).Wait();
        }
    }

    public void Dispose()
    {
        _driver.Quit();
        _driver.Dispose();
        _service.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    /// <summary>A page may go while it is looked at.</summary>
    private static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (StaleElementReferenceException)
        {
            return false;
        }
    }

    private static bool IsGone(IWebElement element)
    {
        try
        {
            return element.TagName.Length == 0;
        }
        catch (StaleElementReferenceException)
        {
            return true;
        }
    }
}
