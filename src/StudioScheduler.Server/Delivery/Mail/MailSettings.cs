namespace StudioScheduler.Server.Delivery.Mail;

/// <summary>Where mail leaves the house.</summary>
/// <param name="UseTls">STARTTLS or TLS as the port asks; false only for a server on this machine.</param>
public sealed record MailSettings(string Host, int Port, string From, string? User = null, string? Password = null, bool UseTls = true);
