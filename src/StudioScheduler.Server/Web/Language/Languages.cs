using System.Globalization;
using Microsoft.AspNetCore.Localization;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Web.Language;

/// <summary>The reader's language: their choice (cookie), else what their browser asks for, else Chinese.</summary>
public static class Languages
{
    public const string Default = "zh";

    /// <summary>The wording of the request or circuit that is being answered.</summary>
    public static Wording Current => Wording.For(CultureInfo.CurrentUICulture.Name);

    public static string Other => Current.Language == "zh" ? "en" : "zh";

    /// <summary>Where the other language is chosen, and back to where the reader was.</summary>
    public static string SwitchPath(string path) => $"/language/{Other}?to={Uri.EscapeDataString(path)}";

    public static IServiceCollection AddLanguages(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        options.SetDefaultCulture(Default).AddSupportedUICultures([.. Wording.Languages]);
        // Numbers and dates are written by our own words, the same on every machine.
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.DefaultRequestCulture = new(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(Default));
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider(),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    });

    /// <summary>Remembers a choice for a year.</summary>
    public static void Remember(HttpContext http, string language) => http.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(Wording.For(language).Language))),
        new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Secure = http.Request.IsHttps });
}
