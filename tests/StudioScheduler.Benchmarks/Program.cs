using StudioScheduler.Benchmarks;

// tests/bench starts this; it also tells the commit, which a program cannot know of itself.
if (BenchOptions.Read(args, Console.Error) is not { } options)
{
    return 2;
}

Console.WriteLine($"Commit {Environment.GetEnvironmentVariable("STUDIO_BENCH_COMMIT") ?? "unknown"}, {Environment.ProcessorCount} cores, "
    + $".NET {Environment.Version}, seeds {string.Join(' ', options.Seeds)}, threads {options.Threads}");
Console.WriteLine();
Action<BenchOptions, TextWriter>? run = options.Command switch
{
    "quality" => QualityBench.Run,
    "peer" => PeerBench.Run,
    "public" => PublicBench.Run,
    "slots" => OffersBench.Run,
    "exact" => ExactBench.Run,
    "growth" => GrowthBench.Run,
    "bound" => BoundBench.Run,
    "repair" => RepairBench.Run,
    "anytime" => AnytimeBench.Run,
    "explain" => ExplainBench.Run,
    "nasty" => NastyBench.Run,
    _ => null,
};
if (run is null)
{
    Console.Error.WriteLine($"Unknown command '{options.Command}'. Maybe quality, peer, public, slots, exact, growth, bound, anytime, repair, explain or nasty?");
    return 2;
}

run(options, Console.Out);
return Environment.ExitCode;
