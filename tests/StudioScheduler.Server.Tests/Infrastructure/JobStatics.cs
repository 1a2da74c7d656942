using System.Runtime.CompilerServices;
using Hangfire;
using Hangfire.Common;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>
/// The job system's statics take the log of whichever server is there when they are first touched, and never recover if that one has ended.
/// A process has one server; the tests have many, so they are touched before the first.
/// </summary>
internal static class JobStatics
{
    [ModuleInitializer]
    internal static void Touch()
    {
        RuntimeHelpers.RunClassConstructor(typeof(GlobalJobFilters).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(JobFilterProviders).TypeHandle);
    }
}
