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

    public string Address => _driver.Url;

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

    /// <summary>A window of this width, in the light or in the dark.</summary>
    public void Show(int width, bool isDark)
    {
        _driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?>
        {
            ["width"] = width,
            ["height"] = 900,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        });
        _driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?>
        {
            ["features"] = new[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" } },
        });
    }

    public bool IsWiderThanItsWindow() => (bool)_driver.ExecuteScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth")!;

    public void Run(string script) => _driver.ExecuteScript(script);

    /// <summary>What a script gives back by calling its last argument: a list of texts.</summary>
    public IReadOnlyList<string> Await(string script, string? argument) =>
        [.. ((IReadOnlyCollection<object>)_driver.ExecuteAsyncScript(script, argument!)!).Select(one => (string)one)];

    /// <summary>Types, wherever the keys go.</summary>
    public void Keys(params string[] keys)
    {
        foreach (var key in keys)
        {
            _driver.SwitchTo().ActiveElement().SendKeys(key);
        }
    }

    /// <summary>Goes on by Tab until an element has the focus.</summary>
    public void TabTo(string css)
    {
        for (var i = 0; i < 200; i++)
        {
            Keys(OpenQA.Selenium.Keys.Tab);
            if (_driver.SwitchTo().ActiveElement().Equals(Find(css)))
            {
                return;
            }
        }

        Assert.Fail($"{css} cannot be reached by Tab");
    }

    /// <summary>Presses a button or follows a link by its words, and waits for the page that comes.</summary>
    public void Press(string words)
    {
        var page = Find("html");
        // By its key, not by its place: what a script says of a form while it is typed moves the button from under a click.
        _driver.FindElement(By.XPath($"//button[normalize-space()='{words}'] | //a[normalize-space()='{words}']")).SendKeys(OpenQA.Selenium.Keys.Enter);
        Until(() => IsGone(page) && All("body").Count > 0, $"the page behind {words}");
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
                Assert.Fail($"still not: {what}. {string.Concat(All("body").Select(body => body.Text))}");
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

    /// <summary>A page may go while it is looked at, and the next one may have no body yet.</summary>
    private static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (Exception gone) when (gone is StaleElementReferenceException or NoSuchElementException)
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
        catch (Exception gone) when (gone is StaleElementReferenceException or UnknownErrorException)
        {
            // The latter where the document is on its way out.
            return true;
        }
    }
}
