using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>What the terminal shows after the start: each line in both languages, because nobody has chosen one yet.</summary>
internal static class Greeting
{
    public static void Addresses(IReadOnlyList<string> addresses)
    {
        Console.WriteLine();
        foreach (var address in addresses)
        {
            Both("server.greeting.address", ("address", address));
        }
    }

    public static void Links(string address, IReadOnlyList<FirstAccount> accounts)
    {
        Both("server.greeting.links", ("hours", SignInLinks.Lifetime.TotalHours));
        foreach (var account in accounts)
        {
            Link(address, account);
        }

        Console.WriteLine();
    }

    public static void Link(string address, FirstAccount account)
    {
        Both($"server.greeting.{account.Role.ToString().ToLowerInvariant()}", ("name", account.Name));
        Console.WriteLine($"    {address}/enter/{account.Secret}");
    }

    public static void Both(string key, params ReadOnlySpan<(string, object?)> parameters) =>
        Console.WriteLine($"{Wording.Chinese.Say(key, parameters)} · {Wording.English.Say(key, parameters)}");
}
