using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

public static class AccountsSetup
{
    public static IServiceCollection AddStudioAccounts(this IServiceCollection services)
    {
        services.AddScoped<SignInLinks>();
        services.AddScoped<Sessions>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<Access>();
        services.AddScoped<FirstAccounts>();
        services.AddScoped<Invitations>();
        services.AddSingleton<SessionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        services.AddSingleton<KeysInDatabase>();
        services.AddDataProtection().SetApplicationName("StudioScheduler");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<KeysInDatabase>()));
        services.AddAuthentication(SessionCookie.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionCookie>(SessionCookie.SchemeName, null);
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Manager, p => p.RequireRole(nameof(Role.Manager)))
            .AddPolicy(Policies.Producer, p => p.RequireRole(nameof(Role.Producer), nameof(Role.Manager)))
            // Closed unless a route says otherwise: a new one that forgets its policy lets nobody in who is not signed in.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}

/// <summary>Who may use a route at all; which objects they see through it is <see cref="Access"/>'.</summary>
public static class Policies
{
    public const string Manager = "manager";

    /// <summary>Producers, and managers, who may do all that a producer may.</summary>
    public const string Producer = "producer";
}
