using System.CommandLine;
using System.Globalization;

namespace StudioScheduler.Cli.Usage;

/// <summary>Options that take numbers within limits; a fault names the value and the limits.</summary>
internal static class Numbers
{
    public static Option<int> Whole(Session session, string name, int least, int most, int byDefault) => new(name)
    {
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        CustomParser = given =>
        {
            if (int.TryParse(given.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            given.AddError(session.Say("cli.usage.not-whole", ("option", name), ("value", given.Tokens[0].Value), ("least", least), ("most", most)));
            return byDefault;
        },
    };

    /// <summary>A count without a default.</summary>
    public static Option<long?> Large(Session session, string name, long least) => new(name)
    {
        HelpName = "N",
        CustomParser = given =>
        {
            if (long.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least)
            {
                return value;
            }

            given.AddError(session.Say("cli.usage.not-whole", ("option", name), ("value", given.Tokens[0].Value), ("least", least), ("most", long.MaxValue)));
            return null;
        },
    };

    public static Option<double> Decimal(Session session, string name, string valueName, double least, double most, double byDefault) => new(name)
    {
        HelpName = valueName,
        DefaultValueFactory = _ => byDefault,
        CustomParser = given =>
        {
            if (double.TryParse(given.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            given.AddError(session.Say("cli.usage.not-number", ("option", name), ("value", given.Tokens[0].Value), ("least", least), ("most", most)));
            return byDefault;
        },
    };
}
