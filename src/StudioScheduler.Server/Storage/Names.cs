// ASP.NET has an Endpoint of its own; in this server the word means a way to reach a recipient.
global using Endpoint = StudioScheduler.Server.Storage.Model.Endpoint;
