using StudioScheduler.Server.Tests.Faults;

// The test runner loads this assembly and never comes here; tests start it as a program of its own.
return await TestServer.RunAsync(args);
