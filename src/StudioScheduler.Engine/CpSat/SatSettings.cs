using System.Globalization;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// The solver's parameters from a typed list: a free text with an unknown name ends the whole process. <c>interleave_search</c>
/// corrupts the heap (google/or-tools 5048) and <c>repair_hint</c> hangs (5025, 4743), so neither can be said here. Its own handler of SIGINT
/// aborts the process on a thread that it did not start ("bad_function_call"), so it is always off. Without probing (9.15, one worker) it
/// called a week infeasible that has a plan: a fixed interval and an optional one that always meet in one cumulative; so probing stays on.
/// </summary>
/// <param name="Seconds">Wall clock; 0.2 s can end in presolve with nothing, even with a hint.</param>
/// <param name="Workers">Eight beat two on two cores in proofs; one is deterministic.</param>
public sealed record SatSettings(double Seconds, int Workers, int Seed = 1)
{
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"max_time_in_seconds:{Seconds:0.###} num_workers:{Workers} random_seed:{Seed} catch_sigint_signal:false");
}
