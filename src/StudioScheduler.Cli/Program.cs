using StudioScheduler.Cli;

return await Studio.RunAsync(args);
