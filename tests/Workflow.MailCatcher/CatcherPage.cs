using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Workflow.MailCatcher;

/// <summary>The pages on which a person reads what was caught. All of a message is a stranger's text: nothing of it is written unencoded.</summary>
internal static partial class CatcherPage
{
    private const int Shown = 200;
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";

    /// <summary>No script, no request to anywhere; links open outside the frame, so that a letter's link can be tried.</summary>
    private const string LetterPolicy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

    private static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static void Map(IEndpointRouteBuilder routes, SmtpCatcher catcher)
    {
        routes.MapGet("/", (HttpContext http, string? q) => Page(http, List(catcher, (q ?? "").Trim())));
        routes.MapGet("/healthz/ready", () => Results.Text("ok"));
        routes.MapGet("/mails/{name}", async (HttpContext http, string name, CancellationToken cancellation) =>
            Find(catcher, name) is { } caught
                ? Page(http, Letter(caught, await caught.OpenAsync(cancellation)))
                : Results.NotFound());
        routes.MapGet("/mails/{name}/html", async (HttpContext http, string name, CancellationToken cancellation) =>
            Find(catcher, name) is { } caught && (await caught.OpenAsync(cancellation)).HtmlBody is { } html
                ? Page(http, OpeningLinksOutside(html), LetterPolicy)
                : Results.NotFound());
        routes.MapGet("/mails/{name}/raw", (string name) =>
            Find(catcher, name) is { } caught
                ? Results.File(caught.Path, "message/rfc822", caught.FileName)
                : Results.NotFound());
    }

    private static CaughtMessage? Find(SmtpCatcher catcher, string name) =>
        catcher.Messages.FirstOrDefault(caught => caught.FileName == name && File.Exists(caught.Path));

    private static IResult Page(HttpContext http, string html, string policy = PagePolicy)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(html, "text/html", Encoding.UTF8);
    }

    private static string List(SmtpCatcher catcher, string sought)
    {
        var all = catcher.Messages;
        CaughtMessage[] found = [.. all.Reverse().Where(caught => Concerns(caught, sought))];
        var rows = string.Concat(found.Take(Shown).Select(Row));
        var table = found.Length == 0
            ? $"<p>{(all.Count == 0 ? "Chưa có thư nào. Trang tự tải lại sau mỗi 10 giây." : "Không có thư nào khớp.")}</p>"
            : $"<table><thead><tr><th>Nhận lúc</th><th>Người nhận</th><th>Tiêu đề</th></tr></thead><tbody>{rows}</tbody></table>";
        return Frame("Hộp thư thử nghiệm", $"""
            <p>Mọi thư hệ thống gửi ra đều dừng lại ở đây, không đến người nhận thật.
            {Math.Min(found.Length, Shown)} thư mới nhất trong {all.Count} thư. Thư mục: <code>{Encoded(catcher.Folder)}</code></p>
            <form><input type="search" name="q" value="{Encoded(sought)}" aria-label="Tìm theo người nhận hoặc tiêu đề"
            placeholder="Người nhận hoặc tiêu đề"> <button>Tìm</button></form>
            {table}
            """, reload: true);
    }

    private static bool Concerns(CaughtMessage caught, string sought) =>
        sought.Length == 0
        || caught.Subject.Contains(sought, StringComparison.CurrentCultureIgnoreCase)
        || caught.EnvelopeTo.Any(to => to.Contains(sought, StringComparison.OrdinalIgnoreCase));

    private static string Row(CaughtMessage caught) => $"""
        <tr><td>{When(caught.ReceivedAt)}</td><td>{Encoded(string.Join(", ", caught.EnvelopeTo))}</td>
        <td><a href="/mails/{caught.FileName}">{Encoded(Title(caught.Subject))}</a></td></tr>
        """;

    private static string Letter(CaughtMessage caught, MimeMessage message)
    {
        var html = message.HtmlBody is null
            ? ""
            : $"""<h2>Bản trình bày</h2><iframe title="Nội dung thư" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/{caught.FileName}/html"></iframe>""";
        var text = message.TextBody is { } body ? $"<h2>Bản chữ</h2><pre>{WithLinks(body)}</pre>" : "";
        var attachments = string.Concat(message.Attachments.Select(part =>
            $"<li>{Encoded(part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "?")} ({Encoded(part.ContentType.MimeType)})</li>"));
        return Frame(Title(message.Subject ?? ""), $"""
            <p><a href="/">← Tất cả thư</a> · <a href="/mails/{caught.FileName}/raw" download>Tải tệp .eml gốc</a></p>
            <dl>
            <dt>Nhận lúc</dt><dd>{When(caught.ReceivedAt)}</dd>
            <dt>Ngày ghi trong thư</dt><dd>{(caught.WrittenAt is { } written ? When(written) : "—")}</dd>
            <dt>Từ</dt><dd>{Encoded(message.From.ToString())}</dd>
            <dt>Đến</dt><dd>{Encoded(message.To.ToString())}</dd>
            <dt>Phong bì</dt><dd>{Encoded(caught.EnvelopeFrom)} → {Encoded(string.Join(", ", caught.EnvelopeTo))}</dd>
            <dt>Message-ID</dt><dd>{Encoded(caught.MessageId ?? "—")}</dd>
            </dl>
            {(attachments.Length > 0 ? $"<h2>Tệp đính kèm</h2><ul>{attachments}</ul>" : "")}
            {html}{text}
            """);
    }

    private static string Frame(string title, string body, bool reload = false) => $$"""
        <!doctype html>
        <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        {{(reload ? "<meta http-equiv=\"refresh\" content=\"10\">" : "")}}
        <title>{{Encoded(title)}}</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 1rem; color: #182433; background: #fff }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #dce1e7; vertical-align: top; overflow-wrap: anywhere }
        td:first-child { white-space: nowrap } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: #49566c } dd { margin: 0; overflow-wrap: anywhere }
        iframe { width: 100%; height: 34rem; border: 1px solid #dce1e7 } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f8fb; padding: 1rem }
        input { width: min(24rem, 70%) } input, button { font: inherit; padding: .3rem .6rem }
        </style></head><body><h1>{{Encoded(title)}}</h1>
        {{body}}
        </body></html>
        """;

    private static string Title(string subject) => string.IsNullOrWhiteSpace(subject) ? "(không có tiêu đề)" : subject;

    private static string When(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Vietnam).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string WithLinks(string text)
    {
        var html = new StringBuilder();
        var written = 0;
        foreach (Match link in Link().Matches(text))
        {
            html.Append(Encoded(text[written..link.Index]))
                .Append(CultureInfo.InvariantCulture, $"""<a href="{Encoded(link.Value)}" rel="noopener noreferrer" target="_blank">{Encoded(link.Value)}</a>""");
            written = link.Index + link.Length;
        }

        return html.Append(Encoded(text[written..])).ToString();
    }

    private static string OpeningLinksOutside(string html)
    {
        const string Base = "<base target=\"_blank\">";
        var head = HeadTag().Match(html);
        return head.Success ? html.Insert(head.Index + head.Length, Base) : Base + html;
    }

    [GeneratedRegex("""https?://[^\s<>"']*[^\s<>"'.,;:!?)\]]""")]
    private static partial Regex Link();

    [GeneratedRegex("<head[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex HeadTag();
}
