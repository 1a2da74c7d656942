using Microsoft.AspNetCore.Http.Features;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <summary>
/// A recipient's stream as the answer to a request. It ends with the reader, with this server, with the reader's session or memberships,
/// and where a reader takes nothing for <see cref="DeliverySettings.ReaderDeadline"/>: such a one is cut off and may resume.
/// </summary>
internal sealed class EventStreamResult(Recipient recipient) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var settings = services.GetRequiredService<DeliverySettings>();
        var time = services.GetRequiredService<TimeProvider>();
        // A browser cannot set the header on its first connection: `after` says it.
        var resume = httpContext.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : httpContext.Request.Query["after"].ToString();
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        // Proxies that buffer would hold the events back.
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        using var watched = services.GetRequiredService<SessionWatch>().Of(httpContext.Visitor());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, watched.Ended);
        try
        {
            await foreach (var next in services.GetRequiredService<NoticeStream>().ReadAsync(recipient.Id, resume, over.Token))
            {
                // The server's buffer for one answer is bounded: this waits for a reader that does not read.
                var write = httpContext.Response.BodyWriter.WriteAsync(next.Frame, over.Token);
                if (!write.IsCompletedSuccessfully)
                {
                    await write.AsTask().WaitAsync(settings.ReaderDeadline, time, over.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // A reader who left, or whose time is over, is no error.
        }
        catch (TimeoutException)
        {
            httpContext.Abort();
        }
    }
}
