using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Web.Api;

/// <summary>Lets a manager through to a base of theirs; another, or one that is none, is answered as if there were none.</summary>
internal static class BaseDoor
{
    /// <param name="wanted">Of <c>?base=ID</c>; null: the visitor's only one.</param>
    public static async Task<IResult> WithAsync(HttpContext http, string? wanted, Func<string, Task<IResult>> use) =>
        Access.ManagedBase(http.Visitor(), wanted) is { } baseId ? await use(baseId) : RefusalResult.Of(new NotFound("base", wanted ?? ""));
}
