using Microsoft.AspNetCore.HttpOverrides;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>What a proxy in front of the server hides: how the browser came, and who it is.</summary>
internal static class PublicAddress
{
    /// <summary>Takes the visitor's address and scheme from a proxy's headers, where they come from one of <see cref="ServerSettings.Proxies"/>; anybody else could write them too.</summary>
    public static void UsePublicAddress(this IApplicationBuilder app, ServerSettings settings)
    {
        if (settings.Proxies.Count > 0)
        {
            // No limit to the chain: it ends at the first address that is no proxy of ours.
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }

            app.UseForwardedHeaders(options);
        }

        if (settings.PublicUrl is { Scheme: "https" })
        {
            // People come by TLS, even if the last hop is without: their cookies are for TLS alone.
            app.Use((http, next) =>
            {
                http.Request.Scheme = Uri.UriSchemeHttps;
                return next(http);
            });
        }
    }
}
