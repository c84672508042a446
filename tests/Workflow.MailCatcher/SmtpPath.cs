namespace Workflow.MailCatcher;

/// <summary>The address between angle brackets in MAIL FROM and RCPT TO, and the parameters behind it.</summary>
internal sealed record SmtpPath(string Address, IReadOnlyList<string> Parameters)
{
    /// <summary>The null sender of bounces and other automatic mail.</summary>
    public bool IsEmpty => Address.Length == 0;

    public bool IsAscii => Address.All(char.IsAscii);

    /// <returns>Null when the text is not a path.</returns>
    public static SmtpPath? Parse(string text)
    {
        text = text.TrimStart(' ');
        if (!text.StartsWith('<'))
        {
            return null;
        }

        var close = EndOf(text);
        if (close < 0 || (close + 1 < text.Length && text[close + 1] != ' '))
        {
            return null;
        }

        var address = WithoutSourceRoute(text[1..close]);
        return address is "" || IsMailbox(address)
            ? new(address, text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : null;
    }

    private static int EndOf(string text)
    {
        var quoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == '>' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>RFC 5321 asks to accept <c>@relay,@relay:box@host</c> and to ignore the route.</summary>
    private static string WithoutSourceRoute(string path) =>
        path.StartsWith('@') && path.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? path[(colon + 1)..] : path;

    private static bool IsMailbox(string address)
    {
        if (address.Equals("postmaster", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var at = address.LastIndexOf('@');
        var local = at < 0 ? "" : address[..at];
        var domain = address[(at + 1)..];
        var quoted = local.Length >= 2 && local.StartsWith('"') && local.EndsWith('"');
        return local.Length is > 0 and <= 64
            && domain.Length is > 0 and <= 255
            && !address.Any(char.IsControl)
            && !domain.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '>' or '"' or '@')
            && (quoted || !local.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '>' or '"' or '@' or ';' or '(' or ')'));
    }
}
