using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using StudioScheduler.Server.Accounts;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>A circuit lives for hours: it asks every few seconds whether its session still does, and signs itself out where not.</summary>
internal sealed class LiveSession(ILoggerFactory logger, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logger)
{
    protected override TimeSpan RevalidationInterval => Sessions.CheckEvery;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (Visitor.Of(authenticationState.User) is not { } visitor)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = await scope.ServiceProvider.GetRequiredService<Sessions>().FindAsync(visitor.SessionId, cancellationToken);
        // Somebody whose memberships changed signs in anew rather than keeping the old ones for hours.
        return now is not null && now.Belongings.SequenceEqual(visitor.Belongings);
    }
}
