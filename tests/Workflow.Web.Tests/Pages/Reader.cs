using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>What a person has before them: the status it came with, the address it ended at, the page.</summary>
public sealed record Sheet(HttpStatusCode Status, string Address, IHtmlDocument Html)
{
    public string Main => Html.QuerySelector("main")?.TextContent ?? "";

    /// <summary>The handlers of the forms that are offered.</summary>
    public IEnumerable<string> Offers => Html.QuerySelectorAll("main form[action*='handler=']")
        .Select(form => form.GetAttribute("action")!.Split("handler=")[1].ToLowerInvariant());

    public IEnumerable<string> Navigation => Html.QuerySelectorAll(".nav-wide a").Select(link => link.GetAttribute("href")!);

    public IElement Form(string handler = "") => Html.QuerySelector(handler.Length == 0 ? "main form[method=post]" : $"main form[action*='handler={handler}']")
        ?? throw new InvalidOperationException($"{Address} has no form {handler}.");

    public string? Value(string id) => Html.GetElementById(id) switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement text => text.Value,
        IHtmlSelectElement choice => choice.Value,
        _ => null,
    };

    public string Refusal => Html.QuerySelector("[role=alert]")?.TextContent ?? "";

    public string Done => Html.QuerySelector("[role=status]")?.TextContent.Trim() ?? "";
}

/// <summary>Reads pages and sends their forms as a browser without script does: hidden fields, cookies and redirections.</summary>
public sealed class Reader(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client { get; } = client;

    public async Task<Sheet> OpenAsync(string path)
    {
        using var answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await FollowAsync(answer, path);
    }

    /// <summary>Fills in fields that the form has, and presses its button.</summary>
    public Task<Sheet> SendAsync(Sheet sheet, string handler = "", params (string Name, string Value)[] typed) => SendAsync(sheet, handler, file: null, typed);

    public async Task<Sheet> SendAsync(Sheet sheet, string handler, (string Field, string FileName, byte[] Content)? file, params (string Name, string Value)[] typed)
    {
        var form = sheet.Form(handler);
        var fields = FieldsOf(form).ToList();
        foreach (var (name, value) in typed)
        {
            Assert.True(fields.RemoveAll(field => field.Key == name) > 0, $"{sheet.Address} {handler} has no field {name}.");
            fields.Add(KeyValuePair.Create(name, value));
        }

        using HttpContent content = form.GetAttribute("enctype") == "multipart/form-data" ? Multipart(form, fields, file) : new FormUrlEncodedContent(fields);
        return await PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : sheet.Address, content);
    }

    /// <summary>Presses a button, wherever on the page it stands: with it goes the form it belongs to, ticked boxes outside the form too.</summary>
    public async Task<Sheet> PressButtonAsync(Sheet sheet, string button, params string[] ticked)
    {
        var pressed = sheet.Html.QuerySelector(button) as IHtmlButtonElement ?? throw new InvalidOperationException($"{sheet.Address} has no button {button}.");
        var form = pressed.Form ?? throw new InvalidOperationException($"{button} belongs to no form.");
        var fields = FieldsOf(form).Concat(ticked.Select(box => sheet.Html.QuerySelector(box) as IHtmlInputElement).Select(box =>
        {
            Assert.Equal(form.Id, box!.GetAttribute("form"));
            return KeyValuePair.Create(box.Name!, box.Value);
        }));
        if (pressed.Name is { Length: > 0 } name)
        {
            fields = fields.Append(KeyValuePair.Create(name, pressed.Value));
        }

        using var content = new FormUrlEncodedContent(fields);
        return await PostAsync(form.GetAttribute("action")!, content);
    }

    /// <summary>Presses the button of the page's form that leads to this handler.</summary>
    public Task<Sheet> PressAsync(Sheet sheet, string handler, params (string Name, string Value)[] typed)
    {
        var form = sheet.Html.QuerySelector($"main form[action*='handler={handler}'], main form:has(button[formaction*='handler={handler}'])")
            ?? throw new InvalidOperationException($"{sheet.Address} has no button {handler}.");
        var fields = FieldsOf(form).ToList();
        foreach (var (name, value) in typed)
        {
            Assert.True(fields.RemoveAll(field => field.Key == name) > 0, $"{sheet.Address} {handler} has no field {name}.");
            fields.Add(KeyValuePair.Create(name, value));
        }

        var to = form.QuerySelector($"button[formaction*='handler={handler}']")?.GetAttribute("formaction") ?? form.GetAttribute("action")!;
        return PostAsync(to.StartsWith('?') ? sheet.Address.Split('?')[0] + to : to, new FormUrlEncodedContent(fields));
    }

    public async Task<Sheet> PostAsync(string path, HttpContent content)
    {
        using var answer = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await FollowAsync(answer, path);
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IElement form)
    {
        foreach (var field in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" }:
                    break;
                case IHtmlInputElement input:
                    yield return KeyValuePair.Create(name, input.Value);
                    break;
                case IHtmlSelectElement choice:
                    yield return KeyValuePair.Create(name, choice.Value ?? "");
                    break;
                case IHtmlTextAreaElement text:
                    yield return KeyValuePair.Create(name, text.Value);
                    break;
            }
        }
    }

    private static MultipartFormDataContent Multipart(IElement form, IEnumerable<KeyValuePair<string, string>> fields, (string Field, string FileName, byte[] Content)? file)
    {
        MultipartFormDataContent content = [];
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        if (file is { } given)
        {
            Assert.NotNull(form.QuerySelector($"input[type=file][name={given.Field}]"));
            content.Add(new ByteArrayContent(given.Content), given.Field, given.FileName);
        }

        return content;
    }

    private async Task<Sheet> FollowAsync(HttpResponseMessage answer, string path)
    {
        if (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther)
        {
            var target = new Uri(new Uri(Client.BaseAddress!, path), answer.Headers.Location!);
            Assert.Equal(Client.BaseAddress!.Authority, target.Authority);
            return await OpenAsync(target.PathAndQuery);
        }

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Sheet(answer.StatusCode, path, Parser.ParseDocument(html));
    }
}
