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
}

/// <summary>Where people reach the pages: section <c>Site</c>.</summary>
internal sealed class SiteSettings
{
    /// <summary>Without a slash at its end; links in mails begin with it.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";
}
