using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery;

/// <summary>What a link in a chat or a mail stands for: everything up to this number of this recipient.</summary>
public sealed record AcknowledgeLink(Guid RecipientId, int Epoch, long Sequence, string Where);

/// <summary>
/// Links that acknowledge, for channels that give no receipt. The token is signed and ends after two weeks; opening it only shows the calls
/// (chat programs open links by themselves), the button on the page confirms.
/// </summary>
public sealed class AcknowledgeLinks(IDataProtectionProvider protection, DeliverySettings settings)
{
    public const string Path = "/a/";

    private static readonly TimeSpan Life = TimeSpan.FromDays(14);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("studio.acknowledge-link").ToTimeLimitedDataProtector();

    public Uri Of(Notice notice, string where) => new(settings.PublicAddress, Path + protector.Protect(
        string.Create(CultureInfo.InvariantCulture, $"{notice.RecipientId:N}/{notice.Epoch}/{notice.Sequence}/{where}"), Life));

    /// <summary>Null for a token that is not ours, was changed or has ended.</summary>
    public AcknowledgeLink? Read(string token)
    {
        try
        {
            return protector.Unprotect(token).Split('/') is [var recipient, var epoch, var sequence, var where]
                ? new(Guid.ParseExact(recipient, "N"), int.Parse(epoch, CultureInfo.InvariantCulture), long.Parse(sequence, CultureInfo.InvariantCulture), where)
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
