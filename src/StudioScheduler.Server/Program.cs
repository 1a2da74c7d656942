using StudioScheduler.Server.Web.Hosting;

return await Verbs.RunAsync(args);
