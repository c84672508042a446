using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class ScoreSetTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private const string Criteria = """
        STT	Lĩnh vực/Tiêu chí/Tiêu chí thành phần	Điểm tối đa	Hướng dẫn chấm
        1	Chỉ đạo, điều hành	3	
        1.1	Báo cáo định kỳ	1	Gửi đúng thời gian quy định
        1.2	Kiểm tra	1,5	Tính theo công thức b/a
        2	Thể chế	2	
        """;

    private const string Peers = """
        STT	Đơn vị	Điểm thẩm định	Điểm điều tra	Chỉ số CCHC	Xếp hạng
        1	Huyện Than Uyên	60,5	23,2	83,7	1
        2	Huyện Tam Đường {0}	55,81	22,31	78,12	3
        3	Thành phố Lai Châu	58,1	21,4	79,5	2
        """;

    [Fact]
    public async Task A_table_becomes_the_score_set_of_its_year_and_coming_again_a_new_edition()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        var first = await Import(coordinator, "/score-sets", "2024", Criteria);
        var second = await Import(coordinator, "/score-sets", "2024", Criteria.Replace("1,5", "2", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, second.Status));
        Assert.Equal((1, 2, 5m), (first.Body.GetProperty("edition").GetInt32(), second.Body.GetProperty("edition").GetInt32(), first.Body.GetProperty("max").GetDecimal()));
        Assert.Equal(["1", "1.1", "1.2", "2"], first.Body.GetProperty("criteria").EnumerateArray().Select(row => row.GetProperty("code").GetString()!));
        var mismatch = Assert.Single(first.Body.GetProperty("maxMismatches").EnumerateArray());
        Assert.Equal(("1", 3m, 2.5m), (mismatch.GetProperty("code").GetString(), mismatch.GetProperty("max").GetDecimal(), mismatch.GetProperty("sum").GetDecimal()));
        Assert.Empty(second.Body.GetProperty("maxMismatches").EnumerateArray());
        var list = (await coordinator.ReadAsync("/score-sets")).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(2, true), (1, false)], list.Select(item => (item.GetProperty("edition").GetInt32(), item.GetProperty("current").GetBoolean())));
    }

    [Fact]
    public async Task A_spreadsheet_is_read_like_a_pasted_table()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var form = new MultipartFormDataContent { { new StringContent("2024"), "year" }, { new ByteArrayContent(Workbook(Criteria)), "file", "bo-chi-so.xlsx" } };

        var set = await coordinator.AskAsync(HttpMethod.Post, "/score-sets", form);

        Assert.Equal((HttpStatusCode.Created, 5m), (set.Status, set.Body.GetProperty("max").GetDecimal()));
        Assert.Equal(["1", "1.1", "1.2", "2"], set.Body.GetProperty("criteria").EnumerateArray().Select(row => row.GetProperty("code").GetString()!));
        var broken = new MultipartFormDataContent { { new StringContent("2024"), "year" }, { new ByteArrayContent(Workbook(Criteria)[..300]), "file", "bo-chi-so.xlsx" } };
        Assert.Equal("file.damaged", (await coordinator.AskAsync(HttpMethod.Post, "/score-sets", broken)).Code);
    }

    [Fact]
    public async Task The_coordinator_says_a_rule_once_seen_and_history_keeps_it()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var set = await Import(coordinator, "/score-sets", "2024", Criteria);

        var said = await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/1.1/rule", new { terms = new { target = 0.9, rule = "ratio" }, version = set.Version });
        var stale = await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/1.2/rule", new { terms = new { rule = "binary" }, version = set.Version });

        var rule = said.Body.GetProperty("criteria").EnumerateArray().Single(row => row.GetProperty("code").GetString() == "1.1");
        Assert.Equal(("ratio", 0.9m), (rule.GetProperty("rule").GetString(), rule.GetProperty("terms").GetProperty("target").GetDecimal()));
        Assert.Equal("Điểm = 1 × a/b, đạt từ 90% thì được điểm tối đa.", rule.GetProperty("inWords")[0].GetString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/9.9/rule", new { terms = new { rule = "binary" } })).Status);
        Assert.Equal("score-set.rule-of-parent", (await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/1/rule", new { terms = new { rule = "binary" } })).Code);
        Assert.Equal("scoring.target-out-of-range", (await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/1.2/rule", new { terms = new { rule = "ratio", target = 2 } })).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.PutAsync($"/score-sets/{set.Id}/criteria/1.2/rule", new { terms = new { rule = "magic" } })).Status);
        var kinds = (await coordinator.ReadAsync($"/activity?subject={set.Id}")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!);
        Assert.Equal(["criterion-rule-said", "score-set-imported"], kinds);
    }

    [Fact]
    public async Task The_agency_finds_itself_among_its_peers_and_what_it_lacks_to_the_next()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        var board = await Import(coordinator, "/score-boards", "2023", await WithOwnName(coordinator));

        Assert.Equal(HttpStatusCode.Created, board.Status);
        var own = board.Body.GetProperty("standings").EnumerateArray().Single(standing => standing.GetProperty("own").GetBoolean());
        Assert.Equal((3, 1.38m), (own.GetProperty("rank").GetInt32(), own.GetProperty("toNextRank").GetDecimal()));
    }

    [Theory]
    [InlineData("/score-sets", "Họ tên\tNgày sinh\nAn\t1990", "score-set.no-table")]
    [InlineData("/score-sets", "STT\tTiêu chí\tĐiểm tối đa\n1\tA\t1\n1\tB\t2", "score-set.code-twice")]
    [InlineData("/score-sets", "STT\tTiêu chí\tĐiểm tối đa\n1\tA\t", "score-set.max-missing")]
    [InlineData("/score-boards", "STT\tTên\n1\tA", "score-board.no-table")]
    [InlineData("/score-boards", "STT\tĐơn vị\tĐiểm\n1\tA\t80\n2\tB\t70", "score-board.own-missing")]
    public async Task What_is_no_such_table_is_refused_and_nothing_of_it_is_kept(string path, string table, string code)
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        var refused = await Import(coordinator, path, "2024", table);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
        Assert.Equal(0, (await coordinator.ReadAsync(path)).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Only_the_coordinator_imports_and_other_agencies_see_nothing()
    {
        var (own, other) = (await Given.AnAgencyAsync(host), await Given.AnAgencyAsync(host));
        using var coordinator = await host.SignIn(own.People["thuongtruc.cchc"]);
        using var chairman = await host.SignIn(own.People["chutich"]);
        using var stranger = await host.SignIn(other.People["thuongtruc.cchc"]);
        var set = await Import(coordinator, "/score-sets", "2024", Criteria);
        var board = await Import(coordinator, "/score-boards", "2023", await WithOwnName(coordinator));

        Assert.Equal(HttpStatusCode.Forbidden, (await Import(chairman, "/score-sets", "2024", Criteria)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Import(chairman, "/score-boards", "2024", Peers)).Status);
        Assert.Equal(HttpStatusCode.OK, (await chairman.ReadAsync($"/score-sets/{set.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync($"/score-sets/{set.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync($"/score-boards/{board.Id}")).Status);
        Assert.Equal(0, (await stranger.ReadAsync("/score-sets")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_year_that_is_none_and_a_form_without_one_are_refused()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        Assert.Equal("score-set.year-out-of-range", (await Import(coordinator, "/score-sets", "24", Criteria)).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await Import(coordinator, "/score-sets", "năm nay", Criteria)).Status);
        Assert.Equal("file.missing", (await Import(coordinator, "/score-sets", "2024", "")).Code);
    }

    private static async Task<string> WithOwnName(HttpClient client)
    {
        var agency = (await client.ReadAsync("/me")).Body.GetProperty("agency").GetString()!;
        return Peers.Replace("Tam Đường {0}", agency.Replace("UBND huyện ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Task<Answer> Import(HttpClient client, string path, string year, string table) => client.AskAsync(
        HttpMethod.Post, path, new MultipartFormDataContent { { new StringContent(year), "year" }, { new StringContent(table), "text" } });

    private static byte[] Workbook(string table)
    {
        var content = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var part = book.AddWorkbookPart();
            var sheet = part.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(table.Split('\n').Where(line => line.Length > 0).Select(line => new Row(
                line.TrimEnd('\r').Split('\t').Select(cell => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(cell)) })))));
            part.Workbook = new Workbook(new Sheets(new Sheet { Name = "Bộ chỉ số", SheetId = 1, Id = part.GetIdOfPart(sheet) }));
        }

        return content.ToArray();
    }
}
