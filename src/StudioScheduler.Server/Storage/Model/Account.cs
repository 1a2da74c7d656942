namespace StudioScheduler.Server.Storage.Model;

/// <summary>Somebody who can sign in. There are no passwords: a one-time link opens a session.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public string? Mail { get; set; }

    public string Language { get; set; } = "zh";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Sessions and tokens carry it; raising it ends them all.</summary>
    public int SecurityStamp { get; set; } = 1;
}

/// <summary>What an account may see and do: a role over one base, production, crew or person.</summary>
public sealed class Membership : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string BaseId { get; init; }

    public MembershipScope Scope { get; init; }

    /// <summary>The production's, crew's, person's or pool's id; the base's own id for the base.</summary>
    public required string Subject { get; init; }

    public Role Role { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

public enum MembershipScope
{
    Base,
    Production,
    Crew,
    Person,

    /// <summary>A pool's team.</summary>
    Pool,
}

public enum Role
{
    Manager,
    Producer,
    Crew,
    Team,
    Viewer,
}

/// <summary>Only its hash is stored. A link works once; an API token until it ends.</summary>
public sealed class SignInToken
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public TokenKind Kind { get; init; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    public string? Name { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

public enum TokenKind
{
    Link,
    Session,
    Api,
}

public sealed class AuditEntry
{
    public required Guid Id { get; init; }

    /// <summary>Null for what concerns the whole installation.</summary>
    public string? BaseId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>The command's name, for example <c>PublishDraft</c>.</summary>
    public required string Action { get; init; }

    public required string Subject { get; init; }

    public string? Details { get; init; }
}

/// <summary>The answer to a request that carried an <c>Idempotency-Key</c>, kept for the retry.</summary>
public sealed class IdempotentAnswer
{
    public required Guid AccountId { get; init; }

    public required string Key { get; init; }

    public required string RequestHash { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null while the first request is at work.</summary>
    public int? Status { get; set; }

    public string? Body { get; set; }
}

/// <summary>Keys of the data protection, so that cookies outlive a restart and hold on every server.</summary>
public sealed class ProtectionKey
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}
