using Hangfire;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Web.Api;
using StudioScheduler.Server.Web.Doors;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>Builds the server: what it is made of (<see cref="AddParts"/>) and which way a request goes (<see cref="MapRoutes"/>).</summary>
public static class StudioHost
{
    /// <exception cref="BadSettingsException">It cannot run as the arguments, environment or settings file say.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        SettingsReader.CheckOptions(args);
        // Files of the product lie beside the executable, wherever it is started; what it writes goes below the current folder.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(StudioHost).Assembly.GetName().Name,
        });
        var own = new OwnSettings(args, builder.Environment.ContentRootPath, builder.Environment.EnvironmentName);
        var settings = SettingsReader.Read(own);
        if (SettingsReader.Urls(own) is { } urls)
        {
            builder.WebHost.UseUrls(urls);
        }
        else if (builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
        {
            builder.WebHost.UseUrls(ServerSettings.DefaultUrl);
        }

        // Under `dotnet run` outside Development the files of packages are found only so.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddParts(builder, settings);
        change?.Invoke(builder);
        var app = builder.Build();
        MapRoutes(app, settings);
        return app;
    }

    private static void AddParts(WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        // Chinese as itself, not as six characters a letter.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(o => o.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.AddStudioStorage(settings.Storage);
        services.AddStudioAccounts();
        services.AddStudioCommands();
        services.AddScoped<RequestStates>();
        services.AddStudioDelivery(
            new()
            {
                RabbitAddress = settings.Rabbit?.ToString(), RabbitManagement = settings.RabbitManagement, RabbitPublicAddress = settings.RabbitPublic,
                PublicAddress = settings.PublicUrl ?? FirstUrl(builder.Configuration["urls"]), Mail = settings.Mail,
            },
            serves: settings.Has(ServerRole.Web), delivers: settings.Has(ServerRole.Deliver));
        services.AddStudioJobs(settings.Storage, works: settings.Has(ServerRole.Jobs) || settings.Has(ServerRole.Solve));
        services.AddProblems();
        services.AddDoors();
        services.AddLanguages();
        services.AddHealth();
        services.AddApi();
        services.AddScreens();
    }

    // Without --public-url a link begins with where the server listens: good for whoever sits at this machine.
    private static Uri FirstUrl(string? urls) =>
        Uri.TryCreate(urls?.Split(';')[0], UriKind.Absolute, out var first) ? first : new(ServerSettings.DefaultUrl);

    private static void MapRoutes(WebApplication app, ServerSettings settings)
    {
        app.UsePublicAddress(settings);
        app.UseRequestLocalization();
        app.UseProblems();
        app.UseSafeHeaders();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseSameOrigin(settings.PublicUrl);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        if (settings.Has(ServerRole.Web))
        {
            app.MapStaticAssets().AllowAnonymous();
            app.MapDoors();
            app.MapAcknowledge();
            app.MapApi();
            app.MapCalendar();
            app.MapScreens();
            // Hangfire asks for a policy of ours; "local requests only" would mean everybody behind a proxy on this machine.
            app.MapHangfireDashboardWithAuthorizationPolicy(Policies.Manager, "/jobs");
        }
    }
}
