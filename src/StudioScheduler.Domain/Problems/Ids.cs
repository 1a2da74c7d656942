namespace StudioScheduler.Domain.Problems;

// Ids are names from a file: unique within their list and compared ordinally, code point by code point (see IdOrder).

public readonly record struct StageId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct CrewId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct PoolId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct BlockId(string Value)
{
    public override string ToString() => Value;
}
