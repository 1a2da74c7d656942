namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>Tests that measure their own process: no other runs at the same time.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
