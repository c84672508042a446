using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class DirectiveTests
{
    [Fact]
    public void Duties_are_counted_within_the_group_they_are_given_to() =>
        Assert.Equal(
            [("Phòng Nội vụ", 1, "Kiểm tra công vụ."), ("Phòng Nội vụ", 2, "Xếp hạng các xã."), ("Phòng Tư pháp", 1, "Rà soát văn bản.")],
            AReport.Giving("1. Phòng Nội vụ", "- Kiểm tra công vụ.", "Xếp hạng các xã.", "2. Phòng Tư pháp", "- Rà soát văn bản.").Read().Directives
                .Select(directive => (directive.Group, directive.Ordinal, directive.Text)));

    [Fact]
    public void A_heading_may_address_several_units() =>
        Assert.Equal(["Phòng Văn hóa - Thông tin", "Trung tâm Y tế"], AReport.Giving("1. Phòng Văn hóa - Thông tin; Trung tâm Y tế", "- Tuyên truyền.").Read().Directives[0].Units);

    [Fact]
    public void Heads_are_addressed_for_their_units() =>
        Assert.Equal(
            ["Các cơ quan, ban, ngành huyện", "UBND các xã, thị trấn"],
            AReport.Giving("1. Thủ trưởng các cơ quan, ban, ngành huyện, Chủ tịch Ủy ban nhân dân các xã, thị trấn", "- Làm theo kế hoạch.").Read().Directives[0].Units);

    [Fact]
    public void A_sentence_before_a_list_gives_no_duty_of_its_own() =>
        Assert.Equal(["Kiểm tra công vụ."], AReport.Giving("1. Phòng Nội vụ", "Tham mưu các việc sau:", "- Kiểm tra công vụ.").Read().Directives.Select(directive => directive.Text));

    [Fact]
    public void The_closing_and_the_recipients_are_no_duties() =>
        Assert.Equal(["Kiểm tra."], AReport.Giving("1. Phòng Nội vụ", "- Kiểm tra.").Read().Directives.Select(directive => directive.Text));
}
