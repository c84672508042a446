using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class ResponsibilityTests
{
    private static readonly AReport Duties = AReport.Giving(
        "1. Thủ trưởng các cơ quan, đơn vị",
        "- Không để hồ sơ trễ hẹn, giữ kỷ luật, nộp tiền thu hồi sau thanh tra.",
        "2. Phòng Nội vụ",
        "- Kiểm tra công vụ, chấn chỉnh kỷ luật, kỷ cương.",
        "- Mở lớp bồi dưỡng.",
        "3. Phòng Tài chính - Kế hoạch",
        "- Đôn đốc thu hồi sau thanh tra, kiểm toán.",
        "- Giải ngân vốn đầu tư.");

    [Fact]
    public void A_unit_named_at_fault_leads_and_the_office_that_answers_helps()
    {
        var deduction = Deduction("trong năm có 01 công chức Phòng Y tế bị kỷ luật.");

        Assert.Equal("Phòng Y tế", deduction.SuggestedLead);
        Assert.Equal(["Phòng Nội vụ"], deduction.SuggestedCoordinating);
        Assert.Equal([SuggestionReason.NamedInReason, SuggestionReason.AnsweredByDirective], deduction.Suggestions.Select(suggestion => suggestion.Why));
    }

    [Fact]
    public void Several_units_at_fault_are_led_by_the_office_that_answers()
    {
        var deduction = Deduction("sai phạm phải thu hồi sau thanh tra tại UBND xã Nà Tăm, UBND xã Bình Lư.");

        Assert.Equal("Phòng Tài chính - Kế hoạch", deduction.SuggestedLead);
        Assert.Equal(["UBND xã Nà Tăm", "UBND xã Bình Lư"], deduction.SuggestedCoordinating);
    }

    [Fact]
    public void The_largest_share_leads() =>
        Assert.Equal("Phòng Tư pháp", Deduction("hồ sơ quá hạn gồm 2 hồ sơ của Phòng Y tế; 9 hồ sơ của Phòng Tư pháp.").SuggestedLead);

    [Fact]
    public void Where_nobody_is_named_or_answers_the_office_of_the_matter_is_proposed()
    {
        var deduction = Deduction("số hợp tác xã mở mới ít hơn năm trước.");

        Assert.Equal("Phòng Tài chính - Kế hoạch", deduction.SuggestedLead);
        Assert.Equal([SuggestionReason.FieldOwner], deduction.Suggestions.Select(suggestion => suggestion.Why));
        Assert.Empty(deduction.AnsweredBy);
    }

    [Fact]
    public void Where_no_rule_justifies_a_name_none_is_proposed()
    {
        var deduction = Deduction("chưa có đường dây nóng.");

        Assert.Null(deduction.SuggestedLead);
        Assert.Empty(deduction.Suggestions);
    }

    [Fact]
    public void A_directive_to_everybody_answers_nothing_in_particular() =>
        Assert.Empty(Deduction("hồ sơ trễ hẹn nhiều.").AnsweredBy);

    [Fact]
    public void A_directive_of_the_office_that_answers_for_the_matter_is_found() =>
        Assert.Equal([new DirectiveReference("Phòng Nội vụ", 1)], Deduction("có người bị kỷ luật.").AnsweredBy);

    [Fact]
    public void Those_above_the_agency_are_named_but_never_proposed()
    {
        var deduction = Deduction("Sở Tài chính nhận báo cáo muộn.");

        Assert.Equal(["Sở Tài chính"], deduction.Units);
        Assert.DoesNotContain("Sở Tài chính", deduction.Suggestions.Select(suggestion => suggestion.Unit));
    }

    private static DeductionReading Deduction(string reason) => Duties.After($"Tiêu chí 1.1 Chấp hành (trừ 0,5 điểm) vì lý do: {reason}").Read().Deductions.Single();
}
