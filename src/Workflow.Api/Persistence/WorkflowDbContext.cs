using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Persistence;

/// <summary>The database as the application sees it. Rows of another agency are not there.</summary>
internal sealed class WorkflowDbContext(DbContextOptions<WorkflowDbContext> options, ICurrentUser user)
    : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<Domain.Organization.Unit> Units => Set<Domain.Organization.Unit>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<CalendarDayRow> CalendarDays => Set<CalendarDayRow>();

    public DbSet<CalendarVersionRow> CalendarVersions => Set<CalendarVersionRow>();

    public DbSet<AnalysisReport> Analyses => Set<AnalysisReport>();

    public DbSet<Deduction> Deductions => Set<Deduction>();

    public DbSet<ScoreSet> ScoreSets => Set<ScoreSet>();

    public DbSet<Criterion> Criteria => Set<Criterion>();

    public DbSet<ScoreBoard> ScoreBoards => Set<ScoreBoard>();

    public DbSet<PeerScore> PeerScores => Set<PeerScore>();

    public DbSet<Scenario> Scenarios => Set<Scenario>();

    public DbSet<LikelihoodEdition> LikelihoodEditions => Set<LikelihoodEdition>();

    public DbSet<UnitRecordRow> UnitRecords => Set<UnitRecordRow>();

    public DbSet<ReckoningRow> Reckonings => Set<ReckoningRow>();

    public DbSet<RemediationPlan> Plans => Set<RemediationPlan>();

    public DbSet<RemediationTask> Tasks => Set<RemediationTask>();

    public DbSet<TaskDeadlineRow> TaskDeadlines => Set<TaskDeadlineRow>();

    public DbSet<ExtensionRequest> ExtensionRequests => Set<ExtensionRequest>();

    public DbSet<Explanation> Explanations => Set<Explanation>();

    public DbSet<PolicyEdition> PolicyEditions => Set<PolicyEdition>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();

    public DbSet<EvidenceContent> EvidenceContents => Set<EvidenceContent>();

    public DbSet<ReportObligation> ReportObligations => Set<ReportObligation>();

    public DbSet<ReportOccurrence> ReportOccurrences => Set<ReportOccurrence>();

    public DbSet<TimerRow> Timers => Set<TimerRow>();

    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<MailAttemptRow> MailAttempts => Set<MailAttemptRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<TimerCheckRow> TimerChecks => Set<TimerCheckRow>();

    public DbSet<MailLinkRow> MailLinks => Set<MailLinkRow>();

    /// <summary>Hashes of secrets: whoever knows one finds the link, whose agency is then the only one to be seen.</summary>
    public DbSet<MailLinkTokenRow> MailLinkTokens => Set<MailLinkTokenRow>();

    public DbSet<CalendarFeedRow> CalendarFeeds => Set<CalendarFeedRow>();

    public DbSet<ProjectionRow> Projections => Set<ProjectionRow>();

    public DbSet<StakeRow> Stakes => Set<StakeRow>();

    public DbSet<SnapshotRow> Snapshots => Set<SnapshotRow>();

    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();

    public DbSet<EngineRow> Engine => Set<EngineRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Read anew for every query: a filter holds the context, not the agency of the first one.</summary>
    internal AgencyId VisibleAgency => user.AgencyId ?? default;

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) => Conventions.Apply(configuration);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(WorkflowDbContext).Assembly);
        model.Entity<Agency>().HasQueryFilter(Conventions.OwnAgency, row => row.Id == VisibleAgency);
        model.Entity<Domain.Organization.Unit>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Person>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<CalendarDayRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<CalendarVersionRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<AnalysisReport>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Deduction>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ReviewAct>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ScoreSet>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Criterion>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ScoreBoard>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<PeerScore>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Scenario>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<LikelihoodEdition>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<UnitRecordRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ReckoningRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Incident>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<RemediationPlan>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<RemediationTask>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<TaskDeadlineRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ExtensionRequest>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Explanation>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<PolicyEdition>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<Delegation>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<EvidenceItem>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ReportObligation>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ReportOccurrence>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<TimerRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ReminderRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<MailRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<MailAttemptRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<NoticeRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<TimerCheckRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<MailLinkRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<CalendarFeedRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ProjectionRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<StakeRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<SnapshotRow>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
        model.Entity<ActivityEntry>().HasQueryFilter(Conventions.OwnAgency, row => row.AgencyId == VisibleAgency);
    }
}
