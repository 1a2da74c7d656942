using StudioScheduler.Benchmarks;

return args switch
{
    ["slots", .. var rest] => SlotBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Unknown measure. Maybe: tests/bench --help?");
    return 2;
}
