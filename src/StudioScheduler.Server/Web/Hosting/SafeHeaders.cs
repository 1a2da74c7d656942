namespace StudioScheduler.Server.Web.Hosting;

internal static class SafeHeaders
{
    // Styles: MudBlazor and the timeline place things by style attributes. Scripts: only our own files.
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSafeHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // A sign-in link must not travel on in a Referer.
        headers["Referrer-Policy"] = "no-referrer";
        return next(http);
    });

    /// <summary>
    /// A change sent by another site's page is refused, whatever it carries: the session is a cookie, which browsers send along. Programs
    /// other than browsers send neither header and are not concerned.
    /// </summary>
    /// <param name="publicUrl">Where people reach the server; a proxy may give it another host.</param>
    public static void UseSameOrigin(this IApplicationBuilder app, Uri? publicUrl) => app.Use((http, next) =>
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        {
            return next(http);
        }

        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        var origin = http.Request.Headers.Origin.ToString();
        var isForeign = site.Length > 0
            ? site is not ("same-origin" or "none")
            : origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && (from.Authority == http.Request.Host.Value || IsOf(publicUrl, from)));
        if (!isForeign)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOf(Uri? publicUrl, Uri origin) =>
        publicUrl is not null && origin.GetLeftPart(UriPartial.Authority) == publicUrl.GetLeftPart(UriPartial.Authority);
}
