using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using StudioScheduler.Server.Delivery.Channels;

namespace StudioScheduler.Server.Delivery.Mail;

/// <summary>Plain text over SMTP (MailKit), for those who want it. The Message-ID is the last notice's, so that a repeat can be recognised.</summary>
public sealed class MailChannel(MailSettings settings, NoticeText text) : Channel
{
    public override string Name => ChannelName.Mail;

    public override int Batch => 20;

    public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
    {
        var lines = text.Lines(message);
        if (lines.Count == 0)
        {
            return SendOutcome.Taken;
        }

        if (!MailboxAddress.TryParse(message.Endpoint.Address, out var to))
        {
            return SendOutcome.Failed($"'{message.Endpoint.Address}' is no mail address. Maybe a character is missing.");
        }

        using var mail = new MimeMessage { Subject = text.Title(message), MessageId = $"{message.Notices[^1].Id:N}@studio" };
        mail.From.Add(MailboxAddress.Parse(settings.From));
        mail.To.Add(to);
        mail.Body = new TextPart("plain") { Text = string.Join("\r\n\r\n", lines) };

        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(settings.Host, settings.Port, settings.UseTls ? SecureSocketOptions.Auto : SecureSocketOptions.None, cancellation);
        if (settings.User is { } user)
        {
            await smtp.AuthenticateAsync(user, settings.Password ?? "", cancellation);
        }

        await smtp.SendAsync(mail, cancellation);
        await smtp.DisconnectAsync(quit: true, cancellation);
        return SendOutcome.Taken;
    }
}
