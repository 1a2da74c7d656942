using MudBlazor.Services;
using StudioScheduler.Server.Web.Screens.Layout;
using StudioScheduler.Server.Web.Screens.Phone;
using StudioScheduler.Server.Web.Screens.Reach;

namespace StudioScheduler.Server.Web.Screens;

internal static class ScreensSetup
{
    public static void AddScreens(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddScoped<ReachList>();
        services.AddScoped<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider, LiveSession>();
    }

    public static void MapScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapPhone();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization();
    }
}
