namespace Workflow.Api.Mail;

/// <summary>How mail leaves: section <c>Mail</c> of the configuration.</summary>
internal sealed class MailSettings
{
    public string Host { get; set; } = "127.0.0.1";

    public int Port { get; set; } = 25;

    public string From { get; set; } = "nhac-viec@localhost";

    public string FromName { get; set; } = "Theo dõi cải thiện chỉ số CCHC";

    /// <summary>StartTls, SslOnConnect, or None; None is refused beyond this machine.</summary>
    public string Security { get; set; } = "StartTls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>What the greeting calls this machine.</summary>
    public string LocalDomain { get; set; } = "localhost";

    /// <summary>How many mails may leave in a minute, all processes together; 0 is as many as the server takes.</summary>
    public int PerMinute { get; set; } = 1200;

    /// <summary>After so many failures of the connection in a row nothing leaves but a mail now and then that tries it.</summary>
    public int BreakAfter { get; set; } = 3;

    /// <summary>Until the first such try, in seconds; doubles up to five minutes.</summary>
    public int ProbeSeconds { get; set; } = 30;

    /// <summary>So long is a mail one process's own, in seconds; after it another takes it over.</summary>
    public int LeaseSeconds { get; set; } = 180;

    /// <summary>The channel all processes with the same server share.</summary>
    public string Server => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}");
}

/// <summary>Where people reach the pages: section <c>Site</c>.</summary>
internal sealed class SiteSettings
{
    /// <summary>Without a slash at its end; links in mails begin with it.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";
}
