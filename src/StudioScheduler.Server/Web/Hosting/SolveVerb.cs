namespace StudioScheduler.Server.Web.Hosting;

internal static class SolveVerb
{
    public static Task<int> RunAsync(string[] args) => throw new NotSupportedException($"solve lands with planning ({args.Length})");
}
