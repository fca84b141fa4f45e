#!/usr/bin/env python3
"""Invented postings of many functions to measure with: benches/postings.py N FOLDER [SEED].

Writes N Markdown files of about 600 words each; the same N and SEED give the same bytes."""
import os, random, sys

ROLES = {
 "backend": dict(titles=["Backend Engineer","Backend Developer","Server-Side Engineer","API Engineer","Software Engineer, Backend"],
  resp=["Design, build and operate {adj} HTTP and gRPC services in {lang}","Model relational schemas in {db} and write migrations that run without downtime","Profile hot paths and cut p99 latency on our {domain} APIs","Write design documents and review pull requests from {n} teammates","Own the on-call rotation for the {domain} services, one week in {n}","Build idempotent background jobs on {queue}","Add metrics, traces and structured logs to every service you ship","Define API contracts with the web and mobile teams","Shard and tune {db} clusters as traffic grows past {k} requests per second","Harden authentication and authorisation flows with the security group"],
  req=["{y}+ years writing production {lang}","Working knowledge of {db} internals, indexing and query planning","Experience with message queues such as {queue}","Comfort with containers and {cloud}","Understanding of distributed-systems trade-offs"]),
 "frontend": dict(titles=["Frontend Engineer","Front-End Developer","UI Engineer","Web Engineer","Software Engineer, Frontend"],
  resp=["Build accessible components in {js} and TypeScript","Turn design mock-ups into responsive pages that work on {n} breakpoints","Measure and improve Core Web Vitals on the {domain} pages","Maintain our design-system package and its documentation site","Write unit, visual and end-to-end tests for user flows","Work with product designers on interaction details","Reduce bundle size and remove dead CSS","Audit pages against WCAG 2.2 AA and fix what fails","Run A/B tests on the {domain} funnel and report the outcome","Upgrade our build pipeline and lint rules"],
  req=["{y}+ years building interfaces with {js}","Solid HTML and CSS, including grid and animations","Knowledge of browser performance tooling","Care for accessibility and semantics","Experience with automated testing in the browser"]),
 "sre": dict(titles=["Site Reliability Engineer","SRE","DevOps Engineer","Platform Engineer","Infrastructure Engineer"],
  resp=["Run {n} Kubernetes clusters across {cloud} regions","Write Terraform modules and review infrastructure changes","Define service-level objectives with product teams and track error budgets","Lead incident response and write blameless post-mortems","Automate node provisioning, patching and certificate rotation","Build CI/CD pipelines used by {k} engineers","Tune Prometheus alerts to cut pager noise by half","Plan capacity for the {domain} peak season","Practise disaster-recovery drills each quarter","Cut the monthly {cloud} bill without harming reliability"],
  req=["{y}+ years operating Linux systems in production","Hands-on Kubernetes and Terraform","Scripting in {lang}","Knowledge of networking, DNS and TLS","Calm communication during incidents"]),
 "datasci": dict(titles=["Data Scientist","Applied Scientist","Decision Scientist","Quantitative Analyst","Machine Learning Scientist"],
  resp=["Frame business questions in the {domain} area as statistical problems","Design and analyse controlled experiments","Build forecasting models for demand and churn","Explain findings to {n} stakeholder groups in plain words","Write reproducible notebooks and review colleagues' analyses","Estimate causal effects where experiments are impossible","Define the metrics that the company steers by","Prototype ranking models with {ml}","Work with data engineers on feature pipelines","Present results at the monthly review"],
  req=["Degree in statistics, mathematics, physics or a comparable background","{y}+ years of applied modelling","Fluent Python or R, and SQL","Practical knowledge of {ml}","Experience designing experiments"]),
 "dataeng": dict(titles=["Data Engineer","Analytics Engineer","Data Platform Engineer","ETL Developer","Big Data Engineer"],
  resp=["Build batch and streaming pipelines on {queue} and Spark","Model the warehouse in dbt with tests for every source","Own data quality checks and freshness alerts for {k} tables","Orchestrate workflows in Airflow","Migrate legacy {db} reports to the warehouse","Document lineage and ownership of datasets","Manage access to personal data under the GDPR","Tune partitioning and clustering to cut query cost","Support analysts with well-named marts","Ingest {n} third-party sources by API"],
  req=["{y}+ years building data pipelines","Advanced SQL and good Python","Experience with Spark or Flink","Knowledge of warehouse modelling","Familiarity with {cloud}"]),
 "pm": dict(titles=["Product Manager","Product Owner","Product Lead","Group Product Manager","Technical Product Manager"],
  resp=["Own the roadmap of the {domain} area","Interview at least {n} customers a month and share what you learn","Write briefs that state the problem, the evidence and the success metric","Prioritise the backlog with engineering and design leads","Plan launches with marketing and support","Track adoption and retention after every release","Present trade-offs to the leadership group","Size opportunities with market and product data","Run discovery workshops","Say no, and explain why"],
  req=["{y}+ years in product management","Record of shipped products with measurable outcomes","Ability to read SQL and build dashboards","Clear writing","Experience in {domain}"]),
 "em": dict(titles=["Engineering Manager","Software Development Manager","Head of Engineering","Team Lead, Engineering","Director of Engineering"],
  resp=["Manage {n} engineers: one-to-ones, growth plans, performance reviews","Hire for the {domain} group and run the interview loop","Set quarterly goals with product and design","Remove obstacles and keep the delivery plan honest","Own the budget of the group","Coach technical leads in planning and delegation","Represent the group in architecture reviews","Handle conflict early and fairly","Report progress and risks to the executive team","Improve on-call health across {n} squads"],
  req=["{y}+ years of engineering experience, {n} of them managing people","Experience hiring and growing diverse groups","Sound technical judgement","Clear written communication","Experience with budgets and planning"]),
 "designer": dict(titles=["Product Designer","UX Designer","UI/UX Designer","Interaction Designer","Senior Designer"],
  resp=["Lead discovery and usability studies for the {domain} product","Sketch flows and build interactive prototypes in Figma","Maintain the component library with front-end engineers","Write interface copy that people understand","Facilitate workshops with stakeholders","Present design rationale and take critique","Check contrast, focus order and motion for accessibility","Map customer journeys across {n} touchpoints","Hand over specifications ready to build","Keep a record of research findings"],
  req=["Portfolio showing end-to-end product work","{y}+ years designing digital products","Mastery of Figma","Experience running user research","Knowledge of accessibility standards"]),
 "sales": dict(titles=["Account Executive","Sales Executive","Business Development Manager","Enterprise Account Manager","Sales Development Representative"],
  resp=["Prospect and qualify accounts in the {domain} sector","Run demos and negotiate contracts up to {k} thousand a year","Keep the CRM current and forecast weekly","Meet a quarterly quota agreed with your lead","Build account plans for {n} named customers","Work with solutions engineers on technical proof","Respond to tenders and security questionnaires","Attend {n} trade fairs a year","Hand new customers to the success group","Gather competitor information"],
  req=["{y}+ years of closing experience in software","Record of meeting quota","Excellent spoken and written English","Experience with Salesforce or HubSpot","Willingness to travel up to {n}0%"]),
 "support": dict(titles=["Customer Support Specialist","Support Engineer","Technical Support Engineer","Customer Success Manager","Help Desk Analyst"],
  resp=["Answer customer questions by mail, chat and phone","Reproduce bugs and file precise reports","Keep first-response time under {n} hours","Write and update help-centre articles","Escalate outages to the on-call engineer","Train customers in live sessions","Tag tickets so that product can see trends","Handle refunds within policy","Cover one weekend in {n}","Suggest improvements to the {domain} product"],
  req=["{y}+ years in customer support","Patience and clear writing","Working knowledge of SQL or log search","Experience with Zendesk or Intercom","A second language is a plus"]),
 "security": dict(titles=["Security Engineer","Application Security Engineer","Information Security Analyst","Cybersecurity Specialist","Product Security Engineer"],
  resp=["Threat-model new features in the {domain} product","Triage reports from the bug-bounty programme","Run static and dependency analysis in CI","Perform penetration tests on {n} services a quarter","Write detection rules for the SIEM","Lead the response to security incidents","Manage secrets, keys and certificate lifecycles","Prepare evidence for SOC 2 and ISO 27001 audits","Teach secure coding to {k} engineers","Review access rights each quarter"],
  req=["{y}+ years in application or infrastructure security","Knowledge of the OWASP Top Ten","Able to read {lang} code","Experience with incident response","Relevant certificates are welcome, not required"]),
 "hr": dict(titles=["People Operations Specialist","HR Business Partner","Recruiter","Talent Acquisition Partner","HR Generalist"],
  resp=["Advise {n} managers on performance and development","Run the hiring process from intake to offer","Keep personnel records in line with the law","Plan compensation reviews with finance","Onboard new colleagues in {n} countries","Handle complaints with care and discretion","Report on headcount, attrition and pay equity","Organise training","Draft policies and explain them","Source candidates for the {domain} group"],
  req=["{y}+ years in human resources","Knowledge of employment law","Discretion","Experience with an HRIS such as Workday","Good spreadsheet skills"]),
 "finance": dict(titles=["Financial Analyst","FP&A Analyst","Finance Manager","Accountant","Controller"],
  resp=["Prepare the monthly close and variance analysis","Build the annual budget with {n} department heads","Model revenue scenarios for {domain}","Reconcile ledgers and resolve differences","Prepare statutory accounts under IFRS","Support the yearly audit","Report cash flow weekly","Improve controls over purchasing","Automate reports in SQL and spreadsheets","Answer questions from the board"],
  req=["Degree in accounting or finance","{y}+ years in a comparable post","CPA, ACCA or CIMA is an advantage","Advanced spreadsheets","Attention to detail"]),
 "qa": dict(titles=["QA Engineer","Test Automation Engineer","Software Development Engineer in Test","Quality Analyst","QA Lead"],
  resp=["Plan and carry out tests for each release","Write automated suites in Playwright and {lang}","Keep flaky tests under {n} per cent","Report defects with steps, logs and videos","Maintain test environments and data","Review requirements for testability","Measure coverage of the {domain} flows","Run load tests up to {k} users","Take part in release decisions","Coach developers in test design"],
  req=["{y}+ years in software testing","Experience with browser automation","Able to program in {lang}","Knowledge of CI systems","Curiosity"]),
 "mkt": dict(titles=["Marketing Manager","Growth Marketer","Content Strategist","Demand Generation Manager","Brand Manager"],
  resp=["Plan campaigns across search, social and mail","Own the content calendar for {domain}","Brief agencies and check their work","Track cost per acquisition and pipeline","Write landing pages and test headlines","Organise {n} webinars a quarter","Coordinate product launches","Manage a budget of {k} thousand","Report results to leadership","Look after the brand guidelines"],
  req=["{y}+ years in B2B marketing","Excellent writing","Experience with analytics and marketing automation","Numeracy","Knowledge of {domain} is a plus"]),
}
LV=["","","","Junior ","Senior ","Senior ","Staff ","Lead ","Principal "]
FILL=dict(adj=["reliable","small","well-tested","fast","observable"],lang=["Rust","Go","Python","Java","Kotlin","TypeScript","C#","Elixir","Ruby","Scala"],db=["PostgreSQL","MySQL","MongoDB","Cassandra","DynamoDB","SQL Server"],queue=["Kafka","RabbitMQ","SQS","NATS","Pulsar"],cloud=["AWS","Google Cloud","Azure","Hetzner"],domain=["payments","logistics","healthcare","education","travel","insurance","energy","retail","mapping","identity","gaming","public-sector"],js=["React","Vue","Svelte","Angular","SolidJS"],ml=["scikit-learn","PyTorch","XGBoost","LightGBM","JAX"])
CO=["Northwind","Birchline","Halcyon","Quayside","Ferrous","Lumen & Co","Marram","Oakfield","Tessera","Brightwater","Kestrel","Arbour","Polder","Saltmarsh","Cinder","Veridian"]
CITY=["Berlin","Lisbon","Leeds","Utrecht","Toronto","Austin","Dublin","Warsaw","Tallinn","Nairobi","Pune","Melbourne","Remote (EU)","Remote (US)","Remote (anywhere)"]
LOADED=["We are looking for a rockstar who thrives under pressure.","You are a ninja at what you do.","Work hard, play hard is how we roll.","The ideal candidate is a digital native and a recent graduate.","He will report to the chairman of the board.","We have a competitive salary, free beer and a ping pong table.","We want an aggressive, dominant self-starter.","You must be a native English speaker.","Our guys are like a family.","You wear many hats in our fast-paced startup.","Unlimited vacation for those who can take it.","No ego, just world-class hackers.","Must be able to stand for long periods.","We are a meritocracy.","Salary: DOE."]
ABOUT=["{co} makes software for the {domain} sector. Founded in {yr}, we now serve {k} organisations in {n} countries, and most of our customers have been with us for more than {y} years.","Our {n} offices are small on purpose. People decide close to the work, write things down, and change their minds when the evidence changes.","We build tools that {domain} teams rely on every day, from planning to reporting. The product is used by about {k} thousand people each week.","{co} is owned by its staff and profitable. We grow at a pace that lets us train people well and keep the promises that we make to customers.","The group you would join has {n} people across {n2} time zones. It releases twice a week and keeps meetings to the mornings.","Last year we rebuilt the core of our {domain} platform, and this year the aim is to open it to partners. You would help with that from the first month."]
OFFER=["{n}{n2} days of paid leave plus public holidays","Pension contribution of {n} per cent","A yearly training budget of {k}0 per person","Flexible hours and a four-day option after the first year","Parental leave of {n}2 weeks for every parent","A laptop of your choice and a home-office allowance","Private health cover for you and your family","Share options with a plain-language guide"]
PROC=["The process has {n} steps: a call with a recruiter, a technical conversation, a paid exercise of at most {n2} hours, and a talk with the people you would work with. We answer within {n} working days at each step, whatever the outcome.","Send a CV or a link to your profile. We read every application ourselves and remove names before the first review. If you need an adjustment at any stage, tell us and we will arrange it.","We welcome applications from people of every background, and we consider qualified applicants without regard to age, disability, gender, origin, religion or any other protected characteristic."]
DAY=["In your first month you will meet the people who use the product, read the design records of the last year, and ship a small change with a colleague. By the third month you should own one part of the {domain} area and know whom to ask about the rest. After six months we will look together at what went well and agree the next step.","A usual week has two planning conversations, one review of recent work, and long blocks for focused work. Wednesdays are free of meetings. Once a quarter the whole group meets in {city} for three days to plan and to spend time together; the company pays for travel and arranges care for children where needed.","You will work closely with {n} colleagues: a lead, two experienced specialists and people from neighbouring groups. Decisions are written in short documents that anyone can comment on. When plans change, we say so early and explain why, and we keep a public record of the choices that did not work."]
INTRO=["We are hiring a {title} in {city} to help the {domain} group deliver its plan for the coming year.","As a {title} at {co} you will shape how {domain} customers work with our product.","{co} is looking for a {title} to join a group of {n} in {city}.","This is a {ft} post based in {city}; you would start as soon as you are able to."]

def main():
    n=int(sys.argv[1]); out=sys.argv[2]; seed=int(sys.argv[3]) if len(sys.argv)>3 else 7
    R=random.Random(seed); os.makedirs(out,exist_ok=True); keys=list(ROLES)
    for i in range(n):
        tr=R.choice(keys); br=tr
        if R.random()<0.2: br=R.choice([k for k in keys if k!=tr])
        lv=R.choice(LV); title=lv+R.choice(ROLES[tr]["titles"]); dom=R.choice(FILL["domain"]); co=R.choice(CO); city=R.choice(CITY)
        def f(s):
            d={k:R.choice(v) for k,v in FILL.items()}
            d.update(domain=dom,co=co,city=city,title=title,n=R.randint(2,9),n2=R.randint(2,9),k=R.choice([20,40,60,120,200,350,500]),y=R.randint(2,8),yr=R.randint(1996,2022),ft=R.choice(["full-time","part-time","full-time, permanent","fixed-term"]))
            return s.format(**d)
        sep=R.choice(["## ","## ","### "]); b=R.choice(["- ","- ","* "]); L=[]
        if R.random()<0.15: L+=["---",f'title: "{title}"',f"location: {city}","---",""]
        L+=[f"# {title}","",f(R.choice(INTRO)),"",f"**Location:** {city}  ",f"**Company:** {co}  ",f"**Salary:** {R.randint(38,90)},000 to {R.randint(91,160)},000 a year","",sep+R.choice(["About us","About the company","Who we are"]),""]
        for a in R.sample(ABOUT,4): L+=[f(a),""]
        ld=[]
        if R.random()<0.5: ld=R.sample(LOADED,R.randint(1,3))
        if ld: L+=[" ".join(ld),""]
        L+=[sep+R.choice(["Responsibilities","What you will do","The role","Your responsibilities"]),""]
        for r in R.sample(ROLES[br]["resp"],R.randint(7,10)): L.append(b+f(r)+R.choice(["",".",";"," "]).strip())
        L+=["",sep+R.choice(["Requirements","What you bring","Qualifications","About you"]),""]
        sen=lv.strip()=="Junior" and R.random()<0.4
        for r in ROLES[br]["req"]: L.append(b+f(r))
        if sen: L.append(b+"10+ years of professional experience")
        for r in R.sample(ROLES[R.choice(keys)]["req"],2): L.append(b+"Nice to have: "+f(r)[0].lower()+f(r)[1:])
        L+=["",sep+R.choice(["How we work","Your first months","Day to day"]),""]
        for a in R.sample(DAY,3): L+=[f(a),""]
        L+=[sep+R.choice(["What we offer","Benefits","Perks"]),""]
        for o in R.sample(OFFER,5): L.append(b+f(o))
        L+=["",sep+R.choice(["How to apply","Hiring process","Next steps"]),""]
        for p in PROC: L+=[f(p),""]
        name=f"{i:05d}-{title.lower().replace(' ','-').replace('/','-').replace('&','and').replace(',','')}.md"
        open(os.path.join(out,name),"w",encoding="utf-8").write("\n".join(L))


if __name__ == "__main__":
    main()
