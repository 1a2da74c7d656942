using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>What is outside of the program and keeps it from starting: the database, or the addresses that it should listen on.</summary>
internal static class StartFailure
{
    /// <summary>The sentence for whoever started it; null where the failure is none of these, but a defect.</summary>
    public static string? Say(Exception failure, Wording words) => failure switch
    {
        _ when DatabaseFailure.Of(failure) is { } database => words.Say("server.error.database-fails", ("name", "--database"), ("why", Reaching.Reason(database).TrimEnd('.'))),
        // From the start of the listening alone; whoever reads or writes files names them.
        IOException { InnerException: AddressInUseException or SocketException } or SocketException => words.Say("server.error.listen", ("name", "--urls"), ("why", failure.Message.TrimEnd('.'))),
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => words.Say("server.error.listen", ("name", "--urls"), ("why", failure.Message.ReplaceLineEndings(" ").TrimEnd('.'))),
        _ => null,
    };
}
