using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens;

namespace StudioScheduler.Server.Web.Api;

/// <summary>
/// Every 4xx and 5xx without a body of its own gets one here: problem details (RFC 9457) in the reader's language, with a hint, for
/// programs; a small page with the same words for people.
/// </summary>
internal static class Problems
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context.HttpContext, context.ProblemDetails));

        // Else the framework answers 400 by itself and only its log knows which member it could not read.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            // A reader who went away, or who sends what cannot be read, is no defect.
            SuppressDiagnosticsCallback = context => context.Exception is OperationCanceledException or BadHttpRequestException,
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
        app.UseUnreadInput();
    }

    /// <summary>Title, hint and type by status; what a handler has said already stays.</summary>
    public static void Complete(HttpContext http, ProblemDetails problem)
    {
        var status = problem.Status ?? http.Response.StatusCode;
        var words = Languages.Current;
        var key = words.Has($"problem.{status}.title") ? status : status >= 500 ? 500 : 400;
        problem.Status = status;
        problem.Title = words.Say($"problem.{key}.title");
        problem.Type ??= $"https://www.rfc-editor.org/rfc/rfc9110#status.{status}";
        if (!problem.Extensions.ContainsKey("hint"))
        {
            problem.Extensions["hint"] = words.Say($"problem.{key}.hint");
        }

        problem.Extensions["trace"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var problem = new ProblemDetails { Status = http.Response.StatusCode };
        if (http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            && await UnreadInput.FaultsAsync(http, bad) is { Count: > 0 } faults)
        {
            RefusalResult.Tell(problem, new Invalid(faults));
        }

        Complete(http, problem);
        await (IsReadByPerson(http)
            ? new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { [nameof(ProblemPage.Problem)] = problem }) { StatusCode = problem.Status }
                .ExecuteAsync(http)
            : TypedResults.Problem(problem).ExecuteAsync(http));
    }

    private static bool IsReadByPerson(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
