using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Workflow.MailCatcher;

var settings = new ConfigurationBuilder()
    .AddEnvironmentVariables("MAILCATCHER_")
    .AddCommandLine(args, new Dictionary<string, string>
    {
        ["--smtp-port"] = "SmtpPort",
        ["--http-port"] = "HttpPort",
        ["--folder"] = "Folder",
        ["--bind"] = "Bind",
    })
    .Build();
var smtpPort = settings.GetValue("SmtpPort", 2525);
var httpPort = settings.GetValue("HttpPort", 8025);
var folder = settings.GetValue("Folder", "mails")!;
var address = IPAddress.Parse(settings.GetValue("Bind", "127.0.0.1")!);

SmtpCatcher started;
try
{
    started = await SmtpCatcher.StartAsync(folder, smtpPort, TimeProvider.System, address);
}
catch (SocketException failure)
{
    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"SMTP {address}:{smtpPort}: {failure.Message}"));
    return 1;
}

await using var catcher = started;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{address}:{httpPort}"));
if (IPAddress.IsLoopback(address))
{
    // A page elsewhere that has its name point at the loopback must not read people's mail through the browser.
    builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
}

await using var app = builder.Build();
CatcherPage.Map(app, catcher);
try
{
    await app.StartAsync();
}
catch (IOException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SMTP {address}:{catcher.Port}, page http://{address}:{httpPort}/, {catcher.Folder}"));
await app.WaitForShutdownAsync();
return 0;
