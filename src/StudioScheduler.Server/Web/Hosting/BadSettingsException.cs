using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>The server cannot start as it was told to. The sentence names the option, the value and what may have been meant.</summary>
/// <param name="key">Of <c>Words/*/server.json</c>; takes <c>{name}</c>, <c>{value}</c> and <c>{maybe}</c>.</param>
public sealed class BadSettingsException(string key, string name, string? value, string? maybe = null) : Exception
{
    public override string Message => Say(Wording.English);

    public string Say(Wording words) => words.Say(key, ("name", name), ("value", value), ("maybe", maybe));
}
