using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Api;

/// <summary>A command's refusal as problem details: its type decides the status, its words are the detail, what it knows becomes members.</summary>
internal static class RefusalResult
{
    public static IResult OrElse<T>(this Answer<T> answer, Func<T, IResult> value) =>
        answer.Succeeded(out var result, out var refusal) ? value(result) : Of(refusal);

    public static IResult Of(Refusal refusal)
    {
        var problem = new ProblemDetails { Status = StatusOf(refusal) };
        Tell(problem, refusal);
        return new Answered(problem, refusal);
    }

    /// <summary>Type, words and members; not the status.</summary>
    public static void Tell(ProblemDetails problem, Refusal refusal)
    {
        problem.Type = $"urn:studio:{refusal.Key}";
        problem.Detail = refusal.Say(Languages.Current);
        switch (refusal)
        {
            case Invalid invalid:
                problem.Extensions["faults"] = invalid.Faults.Select(f => new { f.Path, f.Value, Text = f.Say(Languages.Current) });
                break;
            case RevisionMissing missing:
                problem.Extensions["revision"] = missing.Current;
                break;
            case RevisionStale stale:
                problem.Extensions["revision"] = stale.Current;
                break;
            case PlaceTaken taken:
                problem.Extensions["holder"] = new { taken.Resource, taken.ResourceId, Block = taken.HolderBlockId, taken.From, taken.To, taken.Option };
                break;
            case PlanMovedOn moved:
                problem.Extensions["version"] = moved.Current;
                problem.Extensions["changes"] = moved.Changes;
                break;
            case BreaksRules breaks:
                problem.Extensions["violations"] = breaks.Violations.Select(v => new { v.Rule, Blocks = v.Blocks.Select(b => b.Value), v.Who, v.Facts });
                break;
        }
    }

    /// <summary>Each value with its place and what is wrong with it.</summary>

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        NotFound => StatusCodes.Status404NotFound,
        Invalid => StatusCodes.Status400BadRequest,
        RevisionMissing => StatusCodes.Status428PreconditionRequired,
        RevisionStale => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status409Conflict,
    };

    private sealed class Answered(ProblemDetails problem, Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Problems.Complete(httpContext, problem);
            if (refusal is RevisionStale stale)
            {
                Revision.SetTag(httpContext, stale.Current);
            }

            return TypedResults.Problem(problem).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Revisions travel as entity tags: <c>ETag: "3"</c> out, <c>If-Match: "3"</c> back.</summary>
internal static class Revision
{
    public static void SetTag(HttpContext http, int revision) => http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>Null where the header is missing; a tag that is no number of ours matches nothing.</summary>
    public static int? Given(HttpContext http) => http.Request.Headers.IfMatch.ToString() is not { Length: > 0 } tag ? null
        : int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
}
