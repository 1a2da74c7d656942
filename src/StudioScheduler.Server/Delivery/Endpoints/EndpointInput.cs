using MimeKit;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Endpoints;

/// <summary>A way to reach a recipient, as somebody enters it.</summary>
/// <param name="Channel">One of <see cref="ChannelName.Chosen"/>.</param>
/// <param name="Address">Web address of a webhook or robot, mailbox of a mail; null for a calendar feed and a crew app's queue, which get one.</param>
/// <param name="Secret">Only of robots: what the platform gave to sign with; null where the group asks for none.</param>
/// <param name="QuietFrom">On the base's clock; both ends or neither.</param>
/// <param name="IsBackup">Used only when nobody has acknowledged by the other ways.</param>
public sealed record EndpointInput(
    string Channel, string? Address = null, string? Language = null, string? Secret = null, TimeOnly? QuietFrom = null, TimeOnly? QuietTo = null, bool IsBackup = false)
{
    internal IEnumerable<InputFault> Faults(RecipientKind kind)
    {
        if (!ChannelName.Chosen.Contains(Channel) || (kind == RecipientKind.Person && Channel != ChannelName.Calendar)
            || (kind != RecipientKind.Crew && Channel == ChannelName.Amqp) || (kind is not (RecipientKind.Crew or RecipientKind.Person) && Channel == ChannelName.Calendar))
        {
            yield return new("$.channel", "refusal.unknown", Channel);
        }

        if (Language is not null && !Wording.Languages.Contains(Language))
        {
            yield return new("$.language", "refusal.unknown", Language);
        }

        if (QuietFrom is null != QuietTo is null)
        {
            yield return new(QuietFrom is null ? "$.quietFrom" : "$.quietTo", "refusal.required");
        }

        if (!IsAddressGood)
        {
            yield return Address is { Length: > 0 } ? new("$.address", "refusal.address", Address) : new("$.address", "refusal.required");
        }
    }

    private bool IsAddressGood => Channel switch
    {
        ChannelName.Webhook or ChannelName.WeCom or ChannelName.DingTalk or ChannelName.Feishu =>
            Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0,
        ChannelName.Mail => MailboxAddress.TryParse(Address, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal),
        _ => true,
    };
}
