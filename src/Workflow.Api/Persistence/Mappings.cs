using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Persistence;

internal static class AggregateMapping
{
    /// <summary>The row's own version (xmin): whoever saves on an older one is told.</summary>
    public static void HasVersion<T>(this EntityTypeBuilder<T> entity) where T : Aggregate =>
        entity.Property(aggregate => aggregate.Version).IsRowVersion();
}

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.ToTable("agency");
        builder.Property(agency => agency.WeeklySummaryOn).HasConversion<string>();
    }
}

internal sealed class UnitMapping : IEntityTypeConfiguration<Domain.Organization.Unit>
{
    public void Configure(EntityTypeBuilder<Domain.Organization.Unit> builder) => builder.ToTable("unit");
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.PrimitiveCollection(person => person.Roles).ElementType().HasConversion<string>();
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("account");
        builder.Property(account => account.UserName).IsRequired();
        builder.Property(account => account.NormalizedUserName).IsRequired();
        builder.Property(account => account.Email).IsRequired();
        builder.Property(account => account.NormalizedEmail).IsRequired();
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_key");
}

internal sealed class CalendarDayMapping : IEntityTypeConfiguration<CalendarDayRow>
{
    public void Configure(EntityTypeBuilder<CalendarDayRow> builder) =>
        builder.ToTable("calendar_day").HasKey(day => new { day.AgencyId, day.OnDay });
}

internal sealed class CalendarVersionMapping : IEntityTypeConfiguration<CalendarVersionRow>
{
    public void Configure(EntityTypeBuilder<CalendarVersionRow> builder)
    {
        builder.ToTable("calendar_version").HasKey(version => new { version.AgencyId, version.Number });
        builder.Property(version => version.Days).HasColumnType("jsonb").HasConversion(
            days => JsonSerializer.Serialize(days, Json.Web),
            json => JsonSerializer.Deserialize<IReadOnlyList<CalendarDay>>(json, Json.Web)!);
    }
}

internal sealed class AnalysisMapping : IEntityTypeConfiguration<AnalysisReport>
{
    public void Configure(EntityTypeBuilder<AnalysisReport> builder)
    {
        builder.ToTable("analysis");
        builder.HasVersion();
        builder.Ignore(analysis => analysis.Standing);
        builder.Ignore(analysis => analysis.OpenPassages);
        builder.Ignore(analysis => analysis.LastAct);
        builder.Property(analysis => analysis.Reading).HasColumnType("jsonb").HasConversion(
            reading => JsonSerializer.Serialize(reading, Json.Web),
            json => JsonSerializer.Deserialize<AnalysisReading>(json, Json.Web)!);
        builder.Property(analysis => analysis.Decisions).HasColumnType("jsonb").HasConversion(
            decisions => JsonSerializer.Serialize(decisions, Json.Web),
            json => JsonSerializer.Deserialize<ReviewDecisions>(json, Json.Web)!);
        builder.HasMany(analysis => analysis.Deductions).WithOne().HasForeignKey(deduction => deduction.AnalysisId);
        builder.Navigation(analysis => analysis.Deductions).HasField("deductions");
        builder.HasMany(analysis => analysis.Acts).WithOne().HasForeignKey(act => act.AnalysisId);
        builder.Navigation(analysis => analysis.Acts).HasField("acts");
    }
}

internal sealed class DeductionMapping : IEntityTypeConfiguration<Deduction>
{
    public void Configure(EntityTypeBuilder<Deduction> builder)
    {
        builder.ToTable("deduction");
        builder.Property(deduction => deduction.Id).ValueGeneratedNever();
        builder.Property(deduction => deduction.Read).HasColumnType("jsonb").HasConversion(
            read => JsonSerializer.Serialize(read, Json.Web),
            json => JsonSerializer.Deserialize<DeductionReading>(json, Json.Web)!);
    }
}

internal sealed class ReviewActMapping : IEntityTypeConfiguration<ReviewAct>
{
    public void Configure(EntityTypeBuilder<ReviewAct> builder)
    {
        builder.ToTable("review_act");
        builder.Property(act => act.Id).ValueGeneratedNever();
        builder.Property(act => act.Before).HasColumnType("jsonb").HasConversion(
            before => JsonSerializer.Serialize(before, Json.Web),
            json => JsonSerializer.Deserialize<StateBefore>(json, Json.Web)!);
    }
}

internal sealed class ScoreSetMapping : IEntityTypeConfiguration<ScoreSet>
{
    public void Configure(EntityTypeBuilder<ScoreSet> builder)
    {
        builder.ToTable("score_set");
        builder.HasVersion();
        builder.HasMany(set => set.Criteria).WithOne().HasForeignKey(criterion => criterion.ScoreSetId);
        builder.Navigation(set => set.Criteria).HasField("criteria");
    }
}

internal sealed class CriterionMapping : IEntityTypeConfiguration<Criterion>
{
    public void Configure(EntityTypeBuilder<Criterion> builder)
    {
        builder.ToTable("criterion");
        builder.Property(criterion => criterion.Id).ValueGeneratedNever();
        builder.Property(criterion => criterion.Terms).HasColumnType("jsonb").HasConversion(
            terms => JsonSerializer.Serialize(terms, Json.Web),
            json => JsonSerializer.Deserialize<ScoringTerms>(json, Json.Web)!);
    }
}

internal sealed class ScoreBoardMapping : IEntityTypeConfiguration<ScoreBoard>
{
    public void Configure(EntityTypeBuilder<ScoreBoard> builder)
    {
        builder.ToTable("score_board");
        builder.HasVersion();
        builder.HasMany(board => board.Peers).WithOne().HasForeignKey(peer => peer.ScoreBoardId);
        builder.Navigation(board => board.Peers).HasField("peers");
    }
}

internal sealed class PeerScoreMapping : IEntityTypeConfiguration<PeerScore>
{
    public void Configure(EntityTypeBuilder<PeerScore> builder) =>
        builder.ToTable("peer_score").HasKey(peer => new { peer.ScoreBoardId, peer.Ordinal });
}

internal sealed class ScenarioMapping : IEntityTypeConfiguration<Scenario>
{
    public void Configure(EntityTypeBuilder<Scenario> builder)
    {
        builder.ToTable("scenario");
        builder.HasVersion();
        builder.Property(scenario => scenario.Indicators).HasColumnType("jsonb").HasConversion(
            indicators => JsonSerializer.Serialize(indicators, Json.Web),
            json => JsonSerializer.Deserialize<IReadOnlyList<SupposedIndicator>>(json, Json.Web)!);
    }
}

internal sealed class LikelihoodEditionMapping : IEntityTypeConfiguration<LikelihoodEdition>
{
    public void Configure(EntityTypeBuilder<LikelihoodEdition> builder)
    {
        builder.ToTable("likelihood_edition");
        builder.HasVersion();
        builder.Property(edition => edition.Likelihoods).HasColumnType("jsonb").HasConversion(
            table => JsonSerializer.Serialize(table, Json.Web),
            json => JsonSerializer.Deserialize<LikelihoodTable>(json, Json.Web)!);
    }
}

internal sealed class UnitRecordMapping : IEntityTypeConfiguration<UnitRecordRow>
{
    public void Configure(EntityTypeBuilder<UnitRecordRow> builder) =>
        builder.ToTable("unit_record").HasKey(record => new { record.UnitId, record.OnDay });
}

internal sealed class ReckoningMapping : IEntityTypeConfiguration<ReckoningRow>
{
    public void Configure(EntityTypeBuilder<ReckoningRow> builder) => builder.ToTable("reckoning").HasKey(row => row.PlanId);
}

internal sealed class PlanMapping : IEntityTypeConfiguration<RemediationPlan>
{
    public void Configure(EntityTypeBuilder<RemediationPlan> builder)
    {
        builder.ToTable("plan");
        builder.HasVersion();
        builder.Property(plan => plan.FieldTargets).HasColumnType("jsonb").HasConversion(
            targets => JsonSerializer.Serialize(targets, Json.Web),
            json => JsonSerializer.Deserialize<IReadOnlyList<FieldTarget>>(json, Json.Web)!);
    }
}

internal sealed class TaskMapping : IEntityTypeConfiguration<RemediationTask>
{
    public void Configure(EntityTypeBuilder<RemediationTask> builder)
    {
        builder.ToTable("task");
        builder.HasVersion();
        builder.Ignore(task => task.Due);
        builder.Property(task => task.SearchText);
        builder.Property(task => task.Numerator).HasPrecision(18, 4);
        builder.Property(task => task.Denominator).HasPrecision(18, 4);
        builder.Property(task => task.BaseNumerator).HasPrecision(18, 4);
        builder.Property(task => task.BaseDenominator).HasPrecision(18, 4);
        builder.Property(task => task.Figure).HasPrecision(18, 4);
        builder.Property(task => task.BaseFigure).HasPrecision(18, 4);
        builder.OwnsMany(task => task.Deductions, share =>
        {
            share.ToTable("task_deduction");
            share.WithOwner().HasForeignKey("TaskId");
            share.HasKey("TaskId", nameof(TaskDeduction.DeductionId));
        });
        builder.Navigation(task => task.Deductions).HasField("deductions");
        builder.OwnsMany(task => task.CoordinatingUnits, unit =>
        {
            unit.ToTable("task_coordinating_unit");
            unit.WithOwner().HasForeignKey("TaskId");
            unit.HasKey("TaskId", nameof(CoordinatingUnit.UnitId));
        });
        builder.Navigation(task => task.CoordinatingUnits).HasField("coordinatingUnits");
    }
}

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incident");
        builder.Ignore(incident => incident.Counts);
    }
}

internal sealed class TaskDeadlineMapping : IEntityTypeConfiguration<TaskDeadlineRow>
{
    public void Configure(EntityTypeBuilder<TaskDeadlineRow> builder) =>
        builder.ToTable("task_deadline").HasKey(deadline => new { deadline.TaskId, deadline.Version });
}

internal sealed class ExtensionRequestMapping : IEntityTypeConfiguration<ExtensionRequest>
{
    public void Configure(EntityTypeBuilder<ExtensionRequest> builder)
    {
        builder.ToTable("extension_request");
        builder.Property(request => request.Id).ValueGeneratedNever();
    }
}

internal sealed class ExplanationMapping : IEntityTypeConfiguration<Explanation>
{
    public void Configure(EntityTypeBuilder<Explanation> builder)
    {
        builder.ToTable("explanation");
        builder.Property(explanation => explanation.Id).ValueGeneratedNever();
    }
}

internal sealed class PolicyEditionMapping : IEntityTypeConfiguration<PolicyEdition>
{
    public void Configure(EntityTypeBuilder<PolicyEdition> builder)
    {
        builder.ToTable("deadline_policy");
        builder.HasVersion();
        builder.Ignore(edition => edition.Scope);
        builder.Property(edition => edition.Terms).HasColumnType("jsonb").HasConversion(
            terms => JsonSerializer.Serialize(terms, Json.Web),
            json => JsonSerializer.Deserialize<DeadlinePolicy>(json, Json.Web)!);
    }
}

internal sealed class DelegationMapping : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("delegation");
        builder.HasVersion();
    }
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder) => builder.ToTable("evidence");
}

internal sealed class EvidenceContentMapping : IEntityTypeConfiguration<EvidenceContent>
{
    public void Configure(EntityTypeBuilder<EvidenceContent> builder) => builder.ToTable("evidence_content").HasKey(content => content.EvidenceId);
}

internal sealed class ReportObligationMapping : IEntityTypeConfiguration<ReportObligation>
{
    public void Configure(EntityTypeBuilder<ReportObligation> builder)
    {
        builder.ToTable("report_obligation");
        builder.HasVersion();
    }
}

internal sealed class ReportOccurrenceMapping : IEntityTypeConfiguration<ReportOccurrence>
{
    /// <summary>Not closed, as the database itself keeps it so that lists can be read in order.</summary>
    public const string Open = nameof(Open);

    public void Configure(EntityTypeBuilder<ReportOccurrence> builder)
    {
        builder.ToTable("report_occurrence");
        builder.HasVersion();
        builder.Ignore(occurrence => occurrence.Due);
        builder.Property<bool>(Open).ValueGeneratedOnAddOrUpdate();
    }
}

internal sealed class TimerMapping : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> builder) => builder.ToTable("timer");
}

internal sealed class MailMapping : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        builder.ToTable("mail");
        // Delivery lives by the database's clock, not by ours: the column's default sets it.
        builder.Property(mail => mail.NextAttemptAt).ValueGeneratedOnAdd();
    }
}

internal sealed class MailAttemptMapping : IEntityTypeConfiguration<MailAttemptRow>
{
    public void Configure(EntityTypeBuilder<MailAttemptRow> builder) => builder.ToTable("mail_attempt").HasKey(attempt => new { attempt.MailId, attempt.Fence });
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder) => builder.ToTable("notice");
}

internal sealed class TimerCheckMapping : IEntityTypeConfiguration<TimerCheckRow>
{
    public void Configure(EntityTypeBuilder<TimerCheckRow> builder)
    {
        builder.ToTable("timer_check");
        builder.Property(check => check.Findings).HasColumnType("jsonb");
    }
}

internal sealed class ReminderMapping : IEntityTypeConfiguration<ReminderRow>
{
    public void Configure(EntityTypeBuilder<ReminderRow> builder) => builder.ToTable("reminder");
}

internal sealed class MailLinkMapping : IEntityTypeConfiguration<MailLinkRow>
{
    public void Configure(EntityTypeBuilder<MailLinkRow> builder) => builder.ToTable("mail_link");
}

internal sealed class MailLinkTokenMapping : IEntityTypeConfiguration<MailLinkTokenRow>
{
    public void Configure(EntityTypeBuilder<MailLinkTokenRow> builder) => builder.ToTable("mail_link_token").HasKey(token => token.Sha256);
}

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeedRow>
{
    public void Configure(EntityTypeBuilder<CalendarFeedRow> builder) => builder.ToTable("calendar_feed");
}

internal sealed class ProjectionMapping : IEntityTypeConfiguration<ProjectionRow>
{
    public void Configure(EntityTypeBuilder<ProjectionRow> builder) =>
        builder.ToTable("projection").HasKey(row => new { row.PlanId, row.DeductionId });
}

internal sealed class StakeMapping : IEntityTypeConfiguration<StakeRow>
{
    public void Configure(EntityTypeBuilder<StakeRow> builder) => builder.ToTable("stake");
}

internal sealed class SnapshotMapping : IEntityTypeConfiguration<SnapshotRow>
{
    public void Configure(EntityTypeBuilder<SnapshotRow> builder) => builder.ToTable("projection_snapshot");
}

internal sealed class ActivityMapping : IEntityTypeConfiguration<ActivityEntry>
{
    public void Configure(EntityTypeBuilder<ActivityEntry> builder)
    {
        builder.ToTable("activity_entry");
        builder.Property(entry => entry.Facts).HasColumnType("jsonb");
    }
}

internal sealed class EngineMapping : IEntityTypeConfiguration<EngineRow>
{
    public void Configure(EntityTypeBuilder<EngineRow> builder) => builder.ToTable("engine").HasKey(row => row.OnlyOne);
}
