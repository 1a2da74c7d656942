namespace StudioScheduler.Cli;

/// <summary>What the shell learns.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The schedule breaks a rule, or its own score is wrong, or pins contradict each other.</summary>
    public const int RuleBroken = 1;

    /// <summary>Bad input or usage.</summary>
    public const int BadInput = 2;

    /// <summary>Cancelled; the best so far is written.</summary>
    public const int Cancelled = 3;

    /// <summary>A defect of this program (sysexits' EX_SOFTWARE).</summary>
    public const int Defect = 70;
}
