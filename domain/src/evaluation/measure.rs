//! The figures of a round, from records at hand: the same function for the page that shows them as they stand and for the
//! writer that freezes them. Nobody types one.

use std::collections::BTreeSet;

use super::Evaluation;
use crate::kinds::{Day, NodeId, SurveyId, UnitId};
use crate::record::{Known, Record};
use crate::score::rows::Rows;
use crate::score::{Value, Values};
use crate::survey::Survey;
use crate::survey::result::{Said, last_said};
use crate::template::tree::Method;

impl Evaluation {
    /// What is measured and what people answered, by indicator; what is missing is left out.
    #[must_use]
    pub fn measure(&self, rows: &Rows) -> Values {
        let value = |method: &Method| match method {
            Method::Quantitative { formula, .. } => formula.of(rows).map(|quantity| Value::Measured { quantity }),
            Method::Satisfaction { of } => rows.opinions.get(of).map(|opinion| Value::Asked { opinion: *opinion }),
            Method::Qualitative { .. } => None,
        };
        self.tree.indicators().filter_map(|own| Some((own.id, value(&own.method)?))).collect()
    }

    /// The survey that each value of satisfaction was read from, by indicator; `said` is what the unit's surveys came to. A survey that was
    /// closed after the round was published gave it nothing.
    #[must_use]
    pub fn surveys(&self, said: &[Said]) -> Vec<(NodeId, SurveyId)> {
        let until = self.published.map(|by| by.at);
        let said = said.iter().filter(|own| until.is_none_or(|until| own.closed <= until));
        let last = last_said(self.scored, self.period, said);
        let of = |method: &Method| match method {
            Method::Satisfaction { of } => last.get(of).map(|own| own.survey),
            Method::Quantitative { .. } | Method::Qualitative { .. } => None,
        };
        self.tree.indicators().filter_map(|own| Some((own.id, of(&own.method)?))).collect()
    }

    /// The indicators of satisfaction whose group was asked by one of these surveys of the unit, also where too few answered to be
    /// shown. They count as in [`Evaluation::surveys`].
    #[must_use]
    pub fn asked<'a>(&self, surveys: impl IntoIterator<Item = &'a Survey>) -> Vec<NodeId> {
        let until = self.published.map(|by| by.at);
        let counts = |own: &&Survey| {
            let closed = own.closed_at.filter(|_| self.scored.hears(own.plan.category) && own.state() == "closed");
            closed.is_some_and(|at| self.period.has(at.day()) && until.is_none_or(|until| at <= until))
        };
        let groups: BTreeSet<&str> = surveys.into_iter().filter(counts).flat_map(Survey::asked).collect();
        let asked =
            self.tree.indicators().filter(|own| own.method.asked().is_some_and(|of| groups.contains(of.as_str())));
        asked.map(|own| own.id).collect()
    }

    /// The rows of one unit among these records. They must hold the unit and all its issues, look-backs, rules, carriers,
    /// recorded visits, papers and matters in step, and what its surveys came to.
    #[must_use]
    pub fn rows(&self, unit: UnitId, known: &Known, today: Day) -> Rows {
        let own = |record: &&Record| record.unit() == Some(unit);
        let all: Vec<&Record> = known.records.values().filter(own).collect();
        let issues = all.iter().filter_map(|own| if let Record::Issue(own) = own { Some(&**own) } else { None });
        let looked = all.iter().filter_map(|own| if let Record::Lookback(own) = own { Some(&**own) } else { None });
        let rules = all.iter().filter_map(|own| if let Record::Rule(own) = own { Some(own) } else { None });
        let carriers = all.iter().filter_map(|own| if let Record::Carrier(own) = own { Some(own) } else { None });
        let visits = all.iter().filter_map(|own| if let Record::Visit(own) = own { Some(&**own) } else { None });
        let rows = Rows::none(self.period, today);
        let rows = rows.with_issues(self.scored, issues).with_lookbacks(looked).with_rules(self.scored, rules);
        let rows = rows.with_carriers(self.scored, carriers);
        let papers = known.records.values();
        let papers = papers.filter_map(|own| if let Record::Notice(own) = own { Some(&**own) } else { None });
        let rows = rows.with_notices(self.scored, unit, papers);
        let matters = known.records.values();
        let matters = matters.filter_map(|own| if let Record::Deployment(own) = own { Some(&**own) } else { None });
        let rows = rows.with_deployments(self.scored, unit, matters);
        let rows = rows.with_opinions(self.scored, known.said.get(&unit).map(Vec::as_slice).unwrap_or_default());
        match known.unit(unit) {
            Some(unit) => rows.with_visits(self.scored, unit, visits),
            None => rows,
        }
    }
}
