using StudioScheduler.Server.Tests.Faults;

// The test runner loads this assembly and never comes here; tests start it as a server, tests/faults as a campaign.
return args is ["faults", ..] ? await FaultsProgram.RunAsync(args[1..]) : await TestServer.RunAsync(args);
