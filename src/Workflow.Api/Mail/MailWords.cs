using System.Globalization;
using System.Net;
using System.Text;
using Workflow.Api.Documents;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>A mail in words: the same content as plain text and as HTML, the deadlines it tells of, and what may be done from it.</summary>
/// <param name="Notice">The same content for the page, where nothing is done by the links of a mail.</param>
internal sealed record MailWords(string Subject, string Text, string Html, string Notice)
{
    public IReadOnlyList<CalendarEntry> Deadlines { get; init; } = [];

    public IReadOnlyList<MailLink> Links { get; init; } = [];
}

/// <summary>Something the recipient may do about a task or a report by one click. Its address is without its secret until the mail leaves.</summary>
internal sealed record MailLink(Guid Id, RemediationTaskId? TaskId, ReportOccurrenceId? OccurrenceId, string Purpose, string Text, string Url);

/// <summary>A task as a mail shows it.</summary>
internal sealed record MailLine(string Title, string Url, IReadOnlyList<string> Facts)
{
    /// <summary>Its deadline, where the mail tells of one.</summary>
    public CalendarEntry? Deadline { get; init; }

    public IReadOnlyList<MailLink> Links { get; init; } = [];
}

/// <summary>Some tasks of a mail under a heading.</summary>
internal sealed record MailGroup(string Heading, IReadOnlyList<MailLine> Lines);

/// <summary>Writes a mail: a greeting, what it is about, the tasks in groups, one link, a closing. All of it is encoded for HTML.</summary>
internal static class MailLayout
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static MailWords Write(string subject, string greeting, string opening, IReadOnlyList<MailGroup> groups, string linkText, string link, string closing)
    {
        var lines = groups.SelectMany(group => group.Lines).ToList();
        return new MailWords(subject, Text(withLinks: true), Html(subject, greeting, opening, groups, linkText, link, closing), Text(withLinks: false))
        {
            Deadlines = [.. lines.Select(line => line.Deadline).OfType<CalendarEntry>().DistinctBy(deadline => deadline.Uid)],
            Links = [.. lines.SelectMany(line => line.Links)],
        };

        string Text(bool withLinks)
        {
            var text = new StringBuilder();
            text.Append(greeting).Append("\n\n").Append(opening).Append('\n');
            foreach (var group in groups)
            {
                text.Append('\n').Append(group.Heading.ToUpper(Vietnamese)).Append('\n');
                foreach (var line in group.Lines)
                {
                    text.Append("\n- ").Append(line.Title).Append('\n');
                    foreach (var fact in line.Facts)
                    {
                        text.Append("  ").Append(fact).Append('\n');
                    }

                    text.Append("  ").Append(line.Url).Append('\n');
                    foreach (var act in withLinks ? line.Links : [])
                    {
                        text.Append("  ").Append(act.Text).Append(": ").Append(act.Url).Append('\n');
                    }
                }
            }

            text.Append('\n').Append(linkText).Append(": ").Append(link).Append("\n\n").Append(closing).Append('\n');
            return text.ToString();
        }
    }

    private static string Html(string subject, string greeting, string opening, IReadOnlyList<MailGroup> groups, string linkText, string link, string closing)
    {
        var body = new StringBuilder();
        foreach (var group in groups)
        {
            body.Append(Vietnamese, $"<h2 style=\"font-size:16px;margin:24px 0 8px;color:#0b3d91\">{Encode(group.Heading)}</h2>");
            foreach (var line in group.Lines)
            {
                body.Append(Vietnamese, $"<div style=\"margin:0 0 12px;padding:10px 12px;border:1px solid #d5dbe3;border-radius:6px\"><a href=\"{Encode(line.Url)}\" style=\"color:#0b3d91;font-weight:600\">{Encode(line.Title)}</a>");
                foreach (var fact in line.Facts)
                {
                    body.Append(Vietnamese, $"<div style=\"color:#333\">{Encode(fact)}</div>");
                }

                if (line.Links.Count > 0)
                {
                    var acts = line.Links.Select(act => $"<a href=\"{Encode(act.Url)}\" style=\"color:#0b3d91;display:inline-block;padding:8px 0;margin-right:16px\">{Encode(act.Text)}</a>");
                    body.Append(Vietnamese, $"<div>{string.Concat(acts)}</div>");
                }

                body.Append("</div>");
            }
        }

        return $"""
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><title>{Encode(subject)}</title></head>
            <body style="margin:0;padding:16px;font-family:'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5;color:#1b1f24;background:#f4f6f9">
            <div style="max-width:640px;margin:0 auto;background:#fff;padding:20px;border-radius:8px">
            <p>{Encode(greeting)}</p>
            <p>{Encode(opening)}</p>
            {body}
            <p style="margin:24px 0"><a href="{Encode(link)}" style="display:inline-block;padding:12px 20px;background:#0b3d91;color:#fff;text-decoration:none;border-radius:6px">{Encode(linkText)}</a></p>
            <p style="color:#57606a;font-size:13px">{Encode(closing)}</p>
            </div></body></html>
            """;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
