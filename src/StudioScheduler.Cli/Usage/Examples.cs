using System.CommandLine;

namespace StudioScheduler.Cli.Usage;

/// <summary>The first line of each help page: a command that works as it stands where such files are.</summary>
internal static class Examples
{
    public static string Of(Command command) => command.Name switch
    {
        "check" => "studio check base.json week.json",
        "solve" => "studio solve base.json --out week.json",
        "sample" => "studio sample --crews 24 --stages 40 --days 7 --seed 1 --out base.json",
        "diff" => "studio diff monday.json tuesday.json --problem base.json",
        "slots" => "studio slots base.json week.json --block b0042 --displace 1",
        "explain" => "studio explain base.json week.json --block b0042",
        "repair" => "studio repair base.json --out proposals --seconds 5",
        "crew" => "studio crew --server https://plan.example.com --token TOKEN",
        "what-if" => "studio what-if base.json changes.json",
        _ => "studio sample --crews 24 --stages 40 --days 7 --seed 1 --out base.json && studio solve base.json --out week.json",
    };
}
